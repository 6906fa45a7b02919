-- The key of a team that receives reports is renewed: one of the team proposes, another agrees. What came before opens with the key of its time,
-- which stays until the last report that may have been sealed to it is erased.

create table signal_renewal (
  -- The queue whose key is renewed, and how often that was proposed.
  file uuid not null references file (id),
  number integer not null check (number > 0),
  proposed_by text not null,
  proposed_at timestamptz not null,
  agreed_by text,
  agreed_at timestamptz,
  dropped_by text,
  -- The queue that takes its place.
  next uuid unique references file (id),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  constraint takes_two check (agreed_by is null or agreed_by <> proposed_by),
  constraint agreed_whole check ((agreed_by is null) = (next is null) and (agreed_by is null) = (agreed_at is null)),
  constraint one_end check (agreed_by is null or dropped_by is null)
);
create unique index one_renewal_open on signal_renewal (file) where dropped_by is null;
select nrm_guard('signal_renewal', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_renewal', 'file', '{worklist}', '{worklist}');
create trigger by_people before insert or update on signal_renewal for each row execute function nrm_by_people();
create policy erased_found on signal_renewal for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_renewal.file));
create policy erased_goes on signal_renewal for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_renewal.file));
revoke select on signal_renewal from nrm_operations;
grant select (file) on signal_renewal to nrm_operations;

-- What is asked past the policies is asked by functions of the owner, who is under them too (0067).
do $$
declare
  named text;
begin
  foreach named in array array['signal_queue', 'signal_opener', 'signal_renewal'] loop
    execute format('alter policy context on %I to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations', named);
    execute format('create policy owner_works on %I for select to %I using (true)', named, current_user);
  end loop;
end
$$;

-- Each step is written once, by whoever takes it, of the key that is in use.
create function nrm_renewal_steps() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  actor text := current_setting('nrm.actor', true);
begin
  if tg_op = 'INSERT' then
    if new.agreed_by is not null or new.dropped_by is not null or new.proposed_by is distinct from actor
       or not exists (select from public.signal_queue q where q.file = new.file and q.ended_at is null) then
      raise exception 'a new key is proposed by whoever does it, for the key in use' using errcode = 'check_violation';
    end if;
  elsif (old.file, old.number, old.proposed_by, old.proposed_at, old.organisation, old.team)
      is distinct from (new.file, new.number, new.proposed_by, new.proposed_at, new.organisation, new.team)
    or old.agreed_by is not null or old.dropped_by is not null
    or (new.agreed_by is not null and new.agreed_by is distinct from actor)
    or (new.dropped_by is not null and new.dropped_by is distinct from actor) then
    raise exception 'a renewal is agreed or dropped once, by whoever does it' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger steps before insert or update on signal_renewal for each row execute function nrm_renewal_steps();

-- A team's first key is made by the program; every later one by two people. An ended key stays ended, and what seals is never changed.
create function nrm_queue_renewed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if exists (select from public.signal_queue q where (q.organisation, q.team, q.queue) = (new.organisation, new.team, new.queue))
       and not exists (select from public.signal_renewal r join public.signal_queue q on q.file = r.file
         where r.next = new.file and r.agreed_by is not null and (q.organisation, q.team, q.queue) = (new.organisation, new.team, new.queue)) then
      raise exception 'it takes two people to renew a key' using errcode = 'check_violation';
    end if;
  elsif (old.file, old.queue, old.recipient, old.made_at, old.organisation, old.team)
      is distinct from (new.file, new.queue, new.recipient, new.made_at, new.organisation, new.team)
    or (old.ended_at is not null and new.ended_at is distinct from old.ended_at)
    or (old.ended_at is null and new.ended_at is not null
      and not exists (select from public.signal_renewal r where r.file = old.file and r.agreed_by is not null)) then
    raise exception 'it takes two people to renew a key' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger renewed before insert or update on signal_queue for each row execute function nrm_queue_renewed();

-- For so long a page that was open when the key changed may still send what its browser sealed to the old one (renewal.ts names the same days).
create function nrm_old_pages() returns interval language sql immutable as $$ select interval '7 days' $$;

-- Whether nothing is left that may have been sealed to an ended key: every report that was there, or came, until its last page was over is erased.
-- A report that began later can hold nothing of it, and one that began before may, whichever key it began with.
create function nrm_key_retired(of_file uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := public.nrm_signed();
  moment timestamptz := clock_timestamp();
begin
  -- Practice pretends a day; real files go by this clock.
  if coalesce((select i.practice from public.installation i), false) and coalesce(says[7], '') <> '' then
    moment := says[7];
  end if;
  return exists (select from public.signal_queue q where q.file = of_file and q.ended_at + public.nrm_old_pages() < moment
    and not exists (select from public.signal s where (s.organisation, s.team, s.queue) = (q.organisation, q.team, q.queue)
      and s.bucket <= q.ended_at + public.nrm_old_pages()));
end
$$;
create function nrm_keys_retired() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.file from public.signal_queue q join public.signal_opener o on o.file = q.file where q.ended_at is not null and public.nrm_key_retired(q.file)
$$;
revoke execute on function nrm_key_retired(uuid), nrm_keys_retired() from public;
grant execute on function nrm_key_retired(uuid), nrm_keys_retired() to nrm_operations;
create policy retired_found on signal_opener for select to nrm_operations using ((select nrm_by_service()) and nrm_key_retired(file));
create policy retired_goes on signal_opener for delete to nrm_operations using ((select nrm_by_service()) and nrm_key_retired(file));

-- Before that nobody destroys what opens reports, by its row or by the key that seals it.
create function nrm_team_key_stays() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.signal_queue q where q.file = old.file) and not public.nrm_key_retired(old.file)
     and not exists (select from public.erasure_file e where e.file = old.file) then
    raise exception 'reports are left that this key opens' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger team_key_stays before delete on keys.file_key for each row execute function nrm_team_key_stays();
create trigger team_key_stays before delete on signal_opener for each row execute function nrm_team_key_stays();
