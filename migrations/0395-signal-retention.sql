-- Reports from the public end as records do: proposed when their time is over, approved by two people. What still needs one holds it, and from the
-- moment on its erasure begins its number opens nothing.

-- What is asked past the policies is asked by functions of the owner, who is under them too (0067).
do $$
declare
  named text;
begin
  foreach named in array array['signal', 'situation_signal', 'signal_referral', 'signal_sealed_file', 'legal_hold', 'erasure_file'] loop
    execute format('alter policy context on %I to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations', named);
    execute format('create policy owner_works on %I for select to %I using (true)', named, current_user);
  end loop;
end
$$;

-- The cases that came of a report: passed on as a draft, or begun by who was asked.
create function nrm_came_of_signal(of_file uuid) returns setof uuid
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select (e.body ->> 'file')::uuid from public.event e
    where e.file = of_file and e.kind = 'SignalPassedOn' and e.body ->> 'to' = 'referral' and e.body ->> 'file' is not null
  union
  select r.draft from public.signal_referral r where r.file = of_file and r.draft is not null
$$;
revoke execute on function nrm_came_of_signal(uuid) from public;

create function nrm_signal_held(of_file uuid) returns boolean
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.file f where f.id = of_file and f.kind = 'signal') and exists (select from public.legal_hold h
    where h.file = of_file or h.file in (select public.nrm_came_of_signal(of_file)))
$$;

-- What still needs a report, as one word; nothing where nothing does, or where the file is none.
create function nrm_signal_waits(of_file uuid) returns text
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select case
    when not exists (select from public.signal s where s.file = of_file) then null
    when exists (select from public.signal s where s.file = of_file and not s.closed) then 'open'
    when exists (select from public.situation_signal mine join public.situation_signal other on other.file = mine.file and not other.taken_out
      join public.signal s on s.file = other.signal where mine.signal = of_file and not mine.taken_out and not s.closed) then 'beside-open'
    when exists (select from public.signal_sealed_file f where f.file = of_file and f.seen_by is null) then 'sealed-file'
    when exists (select from public.signal_referral r where r.file = of_file and r.state in ('asked', 'accepted')) then 'asked'
    when exists (select from public.file f where f.id in (select public.nrm_came_of_signal(of_file)) and not f.frozen) then 'draft'
    when public.nrm_signal_held(of_file) then 'hold'
  end
$$;
revoke execute on function nrm_signal_held(uuid), nrm_signal_waits(uuid) from public;
grant execute on function nrm_signal_held(uuid), nrm_signal_waits(uuid) to nrm_operations;

-- Who asks when the time of each is over looks at the closings alone.
create index event_signal_closed on event (file, day) where kind = 'SignalClosed';

-- The database's own word, when an erasure begins: after hold_or_erase, which waits for whoever writes of this file.
create function nrm_signal_may_go() returns trigger language plpgsql as $$
begin
  if nrm_signal_waits(new.file) is not null then
    raise exception 'something still needs this report' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger signal_may_go before insert on erasure_file for each row execute function nrm_signal_may_go();

-- Each act on a report, and its erasure, wait for each other. Where the erasure came first the whole act is begun again, and finds neither number
-- nor report: what somebody wrote under the number becomes a new report instead of being lost.
create function nrm_signal_or_erase() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(new.file::text, 4));
  if exists (select from public.erasure_file e where e.file = new.file) then
    raise exception 'this report is being erased' using errcode = 'serialization_failure';
  end if;
  return new;
end
$$;
create trigger or_erase before update on signal for each row execute function nrm_signal_or_erase();

-- A report lies in a situation by a row of the situation's: it goes with either.
drop policy erased_found on situation_signal;
drop policy erased_goes on situation_signal;
create policy erased_found on situation_signal for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file in (situation_signal.file, situation_signal.signal)));
create policy erased_goes on situation_signal for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file in (situation_signal.file, situation_signal.signal)));
grant select (signal) on situation_signal to nrm_operations;
