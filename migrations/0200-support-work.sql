-- Support work. Calls to the person on call: copies of the support record's ledger to ring by; codes, moments and staff ids.
create table support_danger (
  file uuid not null references file (id),
  id text not null,
  about text not null,
  to_person text not null,
  by_person text not null,
  asked_at timestamptz not null,
  taken_by text,
  taken_at timestamptz,
  ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id),
  -- What nobody took on cannot end.
  constraint somebody_took_it check (ended_at is null or taken_by is not null)
);
create index support_danger_open on support_danger (asked_at, file) where ended_at is null;
select nrm_guard('support_danger', array['support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('support_danger', 'file', '{worklist}', 'any');
create policy erased_found on support_danger for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = support_danger.file));
create policy erased_goes on support_danger for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = support_danger.file));
revoke select on support_danger from nrm_operations;
grant select (file) on support_danger to nrm_operations;

-- What a provider of support agreed about its work: how many people one worker looks after at most, and who is on call. About no record.
create table support_provider (
  organisation text primary key default current_setting('nrm.organisation'),
  most_records integer not null default 20 check (most_records between 1 and 200),
  on_call text,
  changed_by text not null default current_setting('nrm.actor'),
  changed_at timestamptz not null default clock_timestamp()
);
select nrm_guard('support_provider', array['support'], array['support']);
select nrm_policies('support_provider',
  $$organisation = (select nrm_claim('read', '{worklist}', 'any-support-record'))$$,
  $$organisation = (select nrm_claim('write', '{allocation}', 'own-support-record')) and changed_by = (select (nrm_signed())[1])$$,
  $$organisation = (select nrm_claim('write', '{allocation}', 'own-support-record'))$$,
  null);

-- A shift handed over: signed by who gives it and by somebody else who takes it. Who is at risk stands in the records, not here.
create table support_handover (
  organisation text not null default current_setting('nrm.organisation'),
  id uuid not null,
  team text not null default current_setting('nrm.team'),
  given_by text not null default current_setting('nrm.actor'),
  given_at timestamptz not null default clock_timestamp(),
  taken_by text,
  taken_at timestamptz,
  primary key (organisation, id),
  constraint two_people_sign check (taken_by is distinct from given_by),
  constraint signed_whole check ((taken_by is null) = (taken_at is null))
);
-- One handover of a team waits at a time.
create unique index support_handover_waiting on support_handover (organisation, team) where taken_by is null;
select nrm_guard('support_handover', array['support'], array['support']);
select nrm_policies('support_handover',
  $$organisation = (select nrm_claim('read', '{worklist}', 'any-support-record'))$$,
  $$organisation = (select nrm_claim('read', '{worklist}', 'any-support-record')) and given_by = (select (nrm_signed())[1]) and taken_by is null$$,
  $$organisation = (select nrm_claim('read', '{worklist}', 'any-support-record')) and (taken_by is null or taken_by = (select (nrm_signed())[1]))$$,
  null);
create function nrm_handover_signed() returns trigger language plpgsql as $$
begin
  if old.taken_by is not null or new.given_by <> old.given_by or new.given_at <> old.given_at or new.id <> old.id then
    raise exception 'this handover is signed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger signed_once before update on support_handover for each row execute function nrm_handover_signed();
