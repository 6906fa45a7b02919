-- What only the program itself does with keys and erasures, said by one function; and conflicts, seals and given copies go with their file.

-- Whether the program itself acts, and nobody at work. Where the context of a transaction is signed, its signature says so.
do $$
begin
  execute format('create function nrm_by_service() returns boolean language sql stable as $f$ select %s $f$',
    case when to_regprocedure('nrm_program()') is null then $q$coalesce(current_setting('nrm.role', true) = 'system', false)$q$ else 'nrm_program()' end);
end
$$;

-- Roots and generations (0080).
do $$
declare
  named text;
begin
  foreach named in array array['keys.generation', 'keys.wrapping_key'] loop
    execute format('drop policy service_makes on %s', named);
    execute format('drop policy service_destroys on %s', named);
    execute format('create policy service_makes on %s as restrictive for insert to public with check ((select nrm_by_service()))', named);
    execute format('create policy service_destroys on %s as restrictive for delete to public using ((select nrm_by_service()))', named);
  end loop;
  foreach named in array array['keys.file_key', 'keys.installation_key'] loop
    execute format('drop policy service_only on %s', named);
    execute format('create policy service_only on %s as restrictive for all to nrm_operations using ((select nrm_by_service())) with check ((select nrm_by_service()))', named);
    execute format('create policy wrapped_anew on %s for update to nrm_operations using ((select nrm_by_service())) with check ((select nrm_by_service()))', named);
  end loop;
end
$$;
create policy wrap_anew on keys.file_key for select to nrm_operations using ((select nrm_by_service()));
grant select (file) on keys.file_key to nrm_operations;

-- Erasure (0081).
drop policy service_only on erasure_file;
create policy service_only on erasure_file as restrictive for insert to nrm_operations with check ((select nrm_by_service()));

-- Where a conflict or a seal stood, its row goes with the file too.
create or replace function nrm_takes_two() returns trigger language plpgsql as $$
begin
  if not exists (
    select from two_people where two_people.file = old.file and two_people.at >= old.since
      and case tg_table_name
        when 'access_conflict' then what = 'ConflictLifted' and about = to_jsonb(old) ->> 'person'
        else what = 'FileUnsealed'
      end
  ) and not exists (select from erasure_file e where e.file = old.file) then
    raise exception 'it takes two people to end a row of %', tg_table_name using errcode = 'check_violation';
  end if;
  return old;
end
$$;

-- A copy that was given stays as it is until its file is erased.
create function nrm_goes_with_file() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from erasure_file e where e.file = old.file) then
    return old;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'restrict_violation';
end
$$;
drop trigger never_changed on bundle;
create trigger never_changed before update or delete on bundle for each row execute function nrm_goes_with_file();

-- The program finds and removes every row that goes with a file, only where an erasure has begun, and reads none of what stands in it.
do $$
declare
  named regclass;
begin
  foreach named in array array['letter', 'support_record', 'notification_quoted', 'api_request']::regclass[] loop
    execute format('drop policy find_erased on %s', named);
    execute format('drop policy destroy_erased on %s', named);
  end loop;
  foreach named in array (select array_agg(a.attrelid::regclass) from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attname = 'file' and c.relkind = 'r' and n.nspname in ('public', 'keys') and not a.attisdropped and c.relname not in
        ('event', 'decision', 'person_file', 'audit_leaf', 'legal_hold', 'erasure_file', 'two_people')) loop
    execute format('create policy erased_found on %s for select to nrm_operations using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %s.file))', named, named);
    execute format('create policy erased_goes on %s for delete to nrm_operations using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %s.file))', named, named);
    execute format('grant select (file), delete on %s to nrm_operations', named);
  end loop;
end
$$;

-- The way from a file to its counts is opened by the program alone, to make them coarse; and so are the counts.
drop policy open_erased on statistic_link;
create policy open_erased on statistic_link as restrictive for select to nrm_operations using ((select nrm_by_service()));
drop policy delete_operations on statistic;
create policy delete_operations on statistic for delete to nrm_operations using ((select nrm_by_service()));
create policy coarse_found on statistic for select to nrm_operations using ((select nrm_by_service()));
create policy coarse_made on statistic for update to nrm_operations using ((select nrm_by_service())) with check ((select nrm_by_service()));

create or replace function nrm_stamp_statistic() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(nrm_recording());
  if tg_op = 'INSERT' then
    new.recorded_from := clock_timestamp();
    new.recorded_to := 'infinity';
    new.coarse := false;
  elsif new.coarse and not old.coarse and nrm_by_service() and current_setting('nrm.purpose', true) = 'operations'
      and (new.statistics_id, new.question) = (old.statistics_id, old.question) then
    -- Whoever makes a row coarse chooses the wider code and nothing else.
    new.valid_from := date_trunc('quarter', old.valid_from);
    new.recorded_from := nrm_quarter_end(old.recorded_from);
    new.recorded_to := nrm_quarter_end(old.recorded_to);
  elsif old.recorded_to <> 'infinity' or old.coarse or new.coarse
      or (new.statistics_id, new.question, new.code, new.valid_from, new.recorded_from)
      is distinct from (old.statistics_id, old.question, old.code, old.valid_from, old.recorded_from) then
    raise exception 'a counted row can only be retired, once' using errcode = 'restrict_violation';
  else
    new.recorded_to := clock_timestamp();
  end if;
  return new;
end
$$;

-- Who approves writes to the person's ledger what they did, and reads nothing but that ledger. The program proposes and erases; the approvals
-- are people's.
create policy erasure_reads on event for select to nrm_operations using (stream = 'person');
create policy erasure_adds on event for insert to nrm_operations
  with check (stream = 'person' and kind in ('ErasureProposed', 'ErasureApproved', 'ErasureDeclined', 'Erased'));
alter table event add constraint erasure_approved_by_people check (role <> 'system' or kind <> 'ErasureApproved');
