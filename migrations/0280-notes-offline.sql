-- Notes written without a connection: what a worker's device seals them to, and what has arrived. Nothing of either is read by who keeps no record.

-- A pad: one record on one worker's devices, under a code that means nothing. The device is given the public half; the private half stands here alone,
-- sealed with the record's own key, and goes with it.
create table note_pad (
  file uuid not null references file (id),
  id uuid not null,
  person text not null default current_setting('nrm.actor'),
  code text not null,
  public_half bytea not null,
  sealed bytea,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id),
  -- What is ended opens nothing any more.
  constraint ended_opens_nothing check ((ended_at is null) = (sealed is not null))
);
create index note_pad_by_id on note_pad (id);
create unique index one_pad_a_worker on note_pad (file, person) where ended_at is null;
select nrm_guard('note_pad', array['support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('note_pad', 'file', '{administrative}', '{administrative}');

-- A note that came in: once for each id that the device made, whoever brings it and however often. Sealed until it is filed; then it stands among the
-- notes under the same id. `claimed_at` is what the device's clock said; `arrived_at` is ours.
create table note_arrived (
  file uuid not null references file (id),
  id uuid not null,
  pad uuid not null,
  written_by text not null,
  brought_by text not null,
  claimed_at timestamptz not null,
  arrived_at timestamptz not null default clock_timestamp(),
  sealed bytea,
  filed_at timestamptz,
  filed_by text,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id),
  foreign key (file, pad) references note_pad (file, id),
  constraint filed_whole check ((filed_at is null) = (filed_by is null) and (filed_at is null) = (sealed is not null))
);
create index note_arrived_waiting on note_arrived (file, arrived_at) where filed_at is null;
select nrm_guard('note_arrived', array['support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('note_arrived', 'file', '{narrative}', '{narrative,course}');

create function nrm_note_filed() returns trigger language plpgsql as $$
begin
  if old.filed_at is not null or (new.file, new.id, new.pad, new.written_by, new.brought_by, new.claimed_at, new.arrived_at)
      is distinct from (old.file, old.id, old.pad, old.written_by, old.brought_by, old.claimed_at, old.arrived_at) then
    raise exception 'this note is filed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger filed_once before update on note_arrived for each row execute function nrm_note_filed();

-- What goes with an erased file is found by the program alone (0082).
do $$
declare
  named text;
begin
  foreach named in array array['note_arrived', 'note_pad'] loop
    execute format('create policy erased_found on %I for select to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy erased_goes on %I for delete to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('revoke select on %I from nrm_operations', named);
    execute format('grant select (file) on %I to nrm_operations', named);
  end loop;
end
$$;
