-- The person's own door: what opens it, who came in by it, how often somebody guessed, what rings for who looks after them; and what they complain of.

-- What opens a door. `name` is the keyed hash of the first two words, which say whose door it is; `hash` the keyed slow hash of the rest, salted
-- for each door. Nobody reads either: a question is asked of them, below.
create table door_secret (
  file uuid not null references file (id),
  door text not null,
  opens text not null check (opens in ('first', 'further', 'harmless')),
  name bytea not null check (length(name) = 32),
  hash bytea not null check (length(hash) = 32),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (door, opens)
);
create unique index door_name on door_secret (name) where opens = 'first';
create index door_secret_by_name on door_secret (name);
create index door_secret_by_file on door_secret (file);

-- Who is in now, by the hash of the cookie's value.
create table door_visit (
  id_hash text primary key,
  file uuid not null references file (id),
  door text not null,
  harmless boolean not null,
  further boolean not null default false,
  alarmed boolean not null default false,
  began timestamptz not null default clock_timestamp(),
  last_seen timestamptz not null default clock_timestamp(),
  organisation text not null default 'public' check (organisation = 'public'),
  team text not null default 'public' check (team = 'public')
);
create index door_visit_by_file on door_visit (file);

-- That somebody tried the words of a door, there or not: a keyed hash of what was typed first. Guessing is seen, and slow, by this.
create table door_try (
  id uuid primary key default gen_random_uuid(),
  name bytea not null check (length(name) = 32),
  at timestamptz not null default clock_timestamp(),
  opened boolean not null,
  organisation text not null default 'public' check (organisation = 'public'),
  team text not null default 'public' check (team = 'public')
);
create index door_try_by_name on door_try (name, at);
create index door_try_by_time on door_try (at);

-- Somebody asks for help without words, and nobody has looked yet.
create table door_alarm (
  file uuid primary key references file (id),
  raised_at timestamptz not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('door_alarm', array['support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('door_alarm', 'file', '{worklist}', 'any', 'any');

-- What a person complains of, sealed; read by who answers for the provider, and not by the worker it may be about.
create table complaint (
  file uuid not null references file (id),
  number integer not null check (number > 0),
  sealed bytea not null,
  made_at timestamptz not null default clock_timestamp(),
  heard_at timestamptz,
  heard_by text,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  constraint heard_by_somebody check ((heard_at is null) = (heard_by is null))
);
select nrm_guard('complaint', array['support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('complaint', 'file', '{complaints}', '{complaints}');
create policy reads_complaints on keys.file_key for select to nrm_support using (nrm_may(file, (select nrm_claims(null, '{complaints}'))));

-- Written and cleared away by the program alone; what stands in them is read by nobody but the owner's questions below.
do $$
declare
  named text;
  everybody text := 'nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations';
begin
  foreach named in array array['door_secret', 'door_visit', 'door_try'] loop
    perform nrm_guard(named::regclass, '{}', '{}', '{}');
    perform nrm_policies(named::regclass, '(select nrm_by_service())', '(select nrm_by_service())', '(select nrm_by_service())', '(select nrm_by_service())');
    execute format('alter policy context on %I to %s', named, everybody);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', named, current_user);
  end loop;
  -- What goes with an erased file is found by the program alone (0082).
  foreach named in array array['door_secret', 'door_visit', 'door_alarm', 'complaint'] loop
    execute format('create policy erased_found on %I for select to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy erased_goes on %I for delete to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
  end loop;
end
$$;
grant insert, delete on door_secret to nrm_support, nrm_operations;
grant select (file, door, opens) on door_secret to nrm_support, nrm_operations;
grant select, delete on door_visit to nrm_support, nrm_operations;
grant update (last_seen, alarmed) on door_visit to nrm_operations;
grant select (at, opened), delete on door_try to nrm_operations;
grant select (at, opened) on door_try to nrm_audit;
revoke select on door_alarm, complaint from nrm_operations;
grant select (file) on door_alarm, complaint to nrm_operations;

-- Ten wrong tries of one door in an hour: then nothing opens it for the rest of that hour, not even what is right, and nobody is told.
create function nrm_door_tries(asked bytea) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(asked, 'hex'), 7));
  return (select count(*) from public.door_try t where t.name = asked and not t.opened and t.at > clock_timestamp() - interval '1 hour');
end
$$;

-- The one question of a stranger at the door. The same is done for every guess: counted, looked for, written down. Whoever comes in, by words that
-- open or by words that only seem to, comes in by the same steps.
create function nrm_door_enter(asked bytea, words bytea, visit text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  tries integer := public.nrm_door_tries(asked);
  it record;
begin
  select s.file, s.door, s.opens = 'harmless' as harmless into it from public.door_secret s
    join public.own_door d on d.door = s.door and d.closed_at is null
    where s.name = asked and s.hash = words and s.opens <> 'further' and tries < 10;
  insert into public.door_try (name, opened) values (asked, it.door is not null);
  if it.door is null then
    return false;
  end if;
  insert into public.door_visit (id_hash, file, door, harmless) values (visit, it.file, it.door, it.harmless);
  return true;
end
$$;

-- And inside: the further words. `asked` is counted like a door of its own. Behind words said under duress nothing further opens, whatever is typed.
create function nrm_door_further(visit text, asked bytea, words bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  tries integer := public.nrm_door_tries(asked);
  opened boolean;
begin
  update public.door_visit v set further = true
    where v.id_hash = visit and not v.harmless and tries < 10
      and exists (select from public.door_secret s join public.own_door d on d.door = s.door and d.closed_at is null
        where s.door = v.door and s.opens = 'further' and s.name = asked and s.hash = words);
  opened := found;
  insert into public.door_try (name, opened) values (asked, opened);
  return opened;
end
$$;
revoke all on function nrm_door_tries(bytea), nrm_door_enter(bytea, bytea, text), nrm_door_further(text, bytea, bytea) from public;
grant execute on function nrm_door_enter(bytea, bytea, text), nrm_door_further(text, bytea, bytea) to nrm_public;
