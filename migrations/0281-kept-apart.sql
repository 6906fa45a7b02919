-- Two people who must not live together, or not near: of whom, beside the ledger of the record it was said in. Only the program reads it.
create table kept_apart (
  file uuid not null references file (id),
  id uuid not null,
  other uuid not null references file (id),
  reach text not null check (reach in ('house', 'near')),
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_by text,
  ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id),
  constraint of_another check (other <> file),
  constraint ended_whole check ((ended_at is null) = (ended_by is null)),
  -- One alone could be pressed to, or mistaken.
  constraint ended_by_another check (ended_by <> made_by)
);
create index kept_apart_by_other on kept_apart (other);
select nrm_guard('kept_apart', array['support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('kept_apart', 'file', '{standing}', '{standing}');

alter table event add constraint apart_by_people check (role <> 'system' or kind not in ('KeptApart', 'ApartEnded') or coalesce(body ->> 'by', 'system') <> 'system');

-- What goes with an erased file, on either side of it, is found by the program alone (0082).
create policy erased_found on kept_apart for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file in (kept_apart.file, kept_apart.other)));
create policy erased_goes on kept_apart for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file in (kept_apart.file, kept_apart.other)));
revoke select on kept_apart from nrm_operations;
grant select (file, other) on kept_apart to nrm_operations;

-- The question below is asked by the owner, so that nobody who keeps a bed has to see whose the other beds are.
do $$
declare
  named text;
  everybody text := 'nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations';
begin
  foreach named in array array['kept_apart', 'bed_night', 'stay'] loop
    execute format('alter policy context on %I to %s', named, everybody);
    execute format('create policy owner_works on %I for select to %I using (true)', named, current_user);
  end loop;
end
$$;

-- Nobody sleeps in a house in a night in which somebody has a bed there whom they are kept apart from. Asked when the transaction ends, since whose
-- stay it is is written with it; one writer of a house at a time (keepBeds takes the same lock). It names nobody. Its code tells the program to begin
-- again: then the act sees what is true, and refuses in words.
create function nrm_kept_apart() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.kept_apart where ended_at is null) then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.file::text, 5));
  if exists (
    with mine as (
      select coalesce(p.person, s.file) as person from public.stay s left join public.person_file p on p.file = s.file where s.stay = new.stay
    ), theirs as (
      select coalesce(p.person, s.file) as person from public.bed_night n join public.stay s on s.stay = n.stay
        left join public.person_file p on p.file = s.file where n.file = new.file and n.night = new.night and n.stay <> new.stay
    )
    select from public.kept_apart k
      left join public.person_file a on a.file = k.file left join public.person_file b on b.file = k.other
      join mine on mine.person in (coalesce(a.person, k.file), coalesce(b.person, k.other))
      join theirs on theirs.person in (coalesce(a.person, k.file), coalesce(b.person, k.other)) and theirs.person <> mine.person
      where k.ended_at is null
  ) then
    raise exception 'kept apart' using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;
create constraint trigger kept_apart after insert on bed_night deferrable initially deferred for each row execute function nrm_kept_apart();
