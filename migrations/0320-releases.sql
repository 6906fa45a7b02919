-- Releases of statistics: planned for a minute, made and frozen with their bytes, approved by a second person, and out at that minute by the
-- database's own clock. Every number that was decided on stands in the ledger from the approval on: printed, or hidden for ever.

create table release (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  -- A quarter's statistics, or the answer to a question that somebody asked.
  kind text not null check (kind in ('quarter', 'answer')),
  period text not null check (period ~ '^[0-9]{4}-Q[1-4]$'),
  -- As recorded by the end of that day.
  as_of date not null,
  out_at timestamptz not null check (out_at = date_trunc('minute', out_at)),
  -- A correction: of which release, and what was wrong, in words for everybody.
  replaces text references release (id),
  notice text check (length(notice) between 10 and 2000),
  planned_by text not null,
  planned_at timestamptz not null default clock_timestamp(),
  -- Somebody asked for it to be made; one at a time.
  making_at timestamptz,
  failed text check (failed ~ '^[a-z-]+$'),
  made_by text,
  made_at timestamptz,
  definitions jsonb,
  code text,
  -- Behind which place of the ledger it was made.
  behind integer,
  approved_by text,
  approved_at timestamptz,
  -- Its own place in the ledger.
  place integer unique,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  constraint correction_says_why check ((replaces is null) = (notice is null)),
  constraint made_whole check (num_nulls(made_by, made_at, definitions, code, behind) in (0, 5)),
  constraint approved_whole check (num_nulls(approved_by, approved_at, place) in (0, 3)),
  constraint approved_once_made check (approved_at is null or made_at is not null),
  constraint two_people check (approved_by is null or approved_by <> made_by)
);
create index release_by_minute on release (out_at);

-- The release's files, byte for byte.
create table release_file (
  release text not null references release (id),
  name text not null check (name ~ '^[a-z0-9_-]+(/[a-z0-9_-]+)?(\.[a-z-]+)+$'),
  bytes bytea not null,
  hash bytea not null generated always as (sha256(bytes)) stored,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (release, name)
);

-- What a release says of each cell it knows: its number where it prints one, nothing where it hides it.
create table release_number (
  release text not null references release (id),
  key text not null,
  value bigint check (value >= 0),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (release, key)
);

-- The question that a release answers: as it was asked, without names; the table that was built for it; the words of the reply, in which
-- numbers are references to its cells.
create table answer_given (
  release text primary key references release (id),
  channel text not null check (channel in ('parliament', 'information-request', 'press', 'other')),
  reference text not null check (length(reference) <= 80),
  asked_on date not null,
  question text not null check (length(question) between 10 and 4000),
  universe text not null check (universe in ('referrals', 'decisions')),
  dimensions text[] not null check (cardinality(dimensions) between 1 and 3),
  reply text not null default '' check (length(reply) <= 8000),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);

-- A planned minute that was moved after it was announced, and why.
create table release_moved (
  release text not null references release (id),
  at timestamptz not null default clock_timestamp(),
  was timestamptz not null,
  because text not null check (length(because) between 10 and 500),
  moved_by text not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (release, at)
);

-- Who may see a release before its minute, and why. Taken off the list, a line stays.
create table release_early (
  release text not null references release (id),
  person text not null,
  added_at timestamptz not null default clock_timestamp(),
  because text not null check (length(because) between 10 and 500),
  added_by text not null,
  ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (release, person, added_at)
);
create unique index release_early_once on release_early (release, person) where ended_at is null;

-- What time it is: in practice the pretended moment, elsewhere the database's own clock, whatever is said.
create function nrm_release_now(pretended timestamptz) returns timestamptz
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select case when (select practice from public.installation) then coalesce(pretended, clock_timestamp()) else clock_timestamp() end
$$;
revoke execute on function nrm_release_now(timestamptz) from public;
grant execute on function nrm_release_now(timestamptz) to nrm_statistics;
create function nrm_release_now_here() returns timestamptz language sql stable parallel restricted as $$
  select nrm_release_now(nullif(current_setting('nrm.moment', true), '')::timestamptz)
$$;

-- A release only ever goes forward, and who did what is the database's word.
create function nrm_release_forward() returns trigger language plpgsql as $$
declare
  me text := (nrm_signed())[1];
  last_place integer := (select coalesce(max(place), 0) from release);
begin
  if tg_op = 'INSERT' then
    new.planned_by := me;
    if num_nonnulls(new.made_at, new.approved_at, new.making_at) > 0 then
      raise exception 'a release is planned before it is made' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  if (new.id, new.kind, new.period, new.as_of, new.replaces, new.notice, new.planned_by, new.planned_at)
      is distinct from (old.id, old.kind, old.period, old.as_of, old.replaces, old.notice, old.planned_by, old.planned_at) then
    raise exception 'what a release is does not change' using errcode = 'restrict_violation';
  end if;
  if old.approved_at is not null and old.out_at <= nrm_release_now_here() and new is distinct from old then
    raise exception 'a release that is out stays out' using errcode = 'restrict_violation';
  end if;
  -- Approved, it is frozen: only its minute moves, or the approval is taken back with all that was made.
  if old.approved_at is not null and new.made_at is not null and to_jsonb(new) - 'out_at' is distinct from to_jsonb(old) - 'out_at' then
    raise exception 'an approved release is frozen' using errcode = 'restrict_violation';
  end if;
  -- Its files carry the day.
  if new.made_at is not null and (new.out_at at time zone 'Europe/London')::date <> (old.out_at at time zone 'Europe/London')::date then
    raise exception 'a release that was made for a day is made again for another' using errcode = 'restrict_violation';
  end if;
  if new.out_at <> old.out_at and new.out_at <= nrm_release_now_here() then
    raise exception 'the minute has passed' using errcode = 'restrict_violation';
  end if;
  if new.made_at is distinct from old.made_at and new.made_at is not null then
    new.made_by := me;
    new.made_at := clock_timestamp();
  end if;
  if new.approved_at is distinct from old.approved_at and new.approved_at is not null then
    -- Two approvals at once would both stand behind the same place: the second fails on it.
    if new.behind is distinct from last_place then
      raise exception 'another release was approved since this one was made' using errcode = 'serialization_failure', constraint = 'release_behind';
    end if;
    if new.out_at <= nrm_release_now_here() then
      raise exception 'the minute has passed' using errcode = 'restrict_violation';
    end if;
    new.approved_by := me;
    new.approved_at := clock_timestamp();
    new.place := last_place + 1;
  end if;
  return new;
end
$$;
create trigger forward before insert or update on release for each row execute function nrm_release_forward();
create trigger never_removed before delete on release for each row execute function nrm_refuse_change();

-- Files and numbers are written anew until the approval, and never after it.
create function nrm_release_thawed() returns trigger language plpgsql as $$
begin
  if exists (select from release where id = coalesce(new.release, old.release) and approved_at is not null) then
    raise exception 'an approved release is frozen' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$$;
create function nrm_release_stamp() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'release_moved' then
    new.moved_by := (nrm_signed())[1];
    new.at := clock_timestamp();
  elsif tg_op = 'INSERT' then
    new.added_by := (nrm_signed())[1];
    new.added_at := clock_timestamp();
    new.ended_at := null;
  elsif old.ended_at is not null or to_jsonb(new) - 'ended_at' is distinct from to_jsonb(old) - 'ended_at' then
    raise exception 'a line of the list ends once and changes no other way' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger stamped before insert or update on release_early for each row execute function nrm_release_stamp();
create trigger stamped before insert on release_moved for each row execute function nrm_release_stamp();
create trigger never_changed before update or delete on release_moved for each row execute function nrm_refuse_change();
create trigger never_removed before delete on release_early for each row execute function nrm_refuse_change();

do $$
declare
  named text;
  reads constant text := $q$(select nrm_at_large('read', '{releases}'))$q$;
  writes constant text := $q$(select nrm_at_large('write', '{releases}'))$q$;
begin
  foreach named in array array['release', 'release_file', 'release_number', 'answer_given', 'release_moved', 'release_early'] loop
    perform nrm_guard(named::regclass, array['statistics'], array['statistics']);
    perform nrm_policies(named::regclass, reads, writes, writes, case when named in ('release_file', 'release_number') then writes end);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', named, current_user);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function nrm_refuse_change()', named);
  end loop;
  foreach named in array array['release_file', 'release_number'] loop
    execute format('grant delete on %I to nrm_statistics', named);
    execute format('revoke update on %I from nrm_statistics', named);
    execute format('create trigger thawed before insert or delete on %I for each row execute function nrm_release_thawed()', named);
    execute format('create trigger never_changed before update on %I for each row execute function nrm_refuse_change()', named);
  end loop;
  create trigger thawed before insert or update on answer_given for each row execute function nrm_release_thawed();
  create trigger never_removed before delete on answer_given for each row execute function nrm_refuse_change();
  execute format('alter policy context on release to %s', 'nrm_statistics');
end
$$;

-- What anybody may ask: which releases are out, the bytes of one of their files, and what is planned. The database says when; nobody else can.
create function nrm_releases_out(pretended timestamptz)
returns table (id text, kind text, period text, as_of date, out_at timestamptz, replaces text, notice text, replaced_by text, files jsonb)
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.kind, r.period, r.as_of, r.out_at, r.replaces, r.notice,
    (select l.id from public.release l where l.replaces = r.id and l.approved_at is not null and l.out_at <= public.nrm_release_now(pretended) order by l.out_at desc limit 1),
    (select jsonb_agg(jsonb_build_object('name', f.name, 'size', length(f.bytes), 'hash', encode(f.hash, 'hex')) order by f.name) from public.release_file f where f.release = r.id)
  from public.release r where r.approved_at is not null and r.out_at <= public.nrm_release_now(pretended)
  order by r.out_at desc, r.id
$$;
create function nrm_release_file_out(of_release text, named text, pretended timestamptz) returns bytea
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select f.bytes from public.release_file f join public.release r on r.id = f.release
    where f.release = of_release and f.name = named and r.approved_at is not null and r.out_at <= public.nrm_release_now(pretended)
$$;
create function nrm_releases_planned(pretended timestamptz) returns table (id text, period text, out_at timestamptz, moved jsonb)
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.period, r.out_at,
    coalesce((select jsonb_agg(jsonb_build_object('was', m.was, 'because', m.because) order by m.at) from public.release_moved m where m.release = r.id), '[]')
  from public.release r where r.kind = 'quarter' and r.out_at > public.nrm_release_now(pretended) order by r.out_at, r.id
$$;
revoke execute on function nrm_releases_out(timestamptz), nrm_release_file_out(text, text, timestamptz), nrm_releases_planned(timestamptz) from public;
grant execute on function nrm_releases_out(timestamptz), nrm_release_file_out(text, text, timestamptz), nrm_releases_planned(timestamptz) to nrm_public;

-- Who stands on the list sees an approved release in the day before its minute, as themselves and in no other way.
create function nrm_release_early(of_release text, named text) returns table (out_at timestamptz, files text[], bytes bytea)
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  me text := (public.nrm_signed())[1];
  at_moment timestamptz := public.nrm_release_now(nullif(current_setting('nrm.moment', true), '')::timestamptz);
begin
  return query select r.out_at, array(select f.name from public.release_file f where f.release = r.id order by f.name),
      (select f.bytes from public.release_file f where f.release = r.id and f.name = named)
    from public.release r
    where r.id = of_release and r.approved_at is not null and at_moment >= r.out_at - interval '24 hours'
      and exists (select from public.release_early e where e.release = r.id and e.person = me and e.ended_at is null);
end
$$;
revoke execute on function nrm_release_early(text, text) from public;
grant execute on function nrm_release_early(text, text) to nrm_statistics;
