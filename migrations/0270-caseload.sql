-- How many people one worker looks after is agreed, and holds however many managers give at once: over it only with a reason that stands in the record.
-- Who named them, and why where it is more than agreed: a copy of the record's event. Whoever takes somebody on themselves is not stopped.
alter table access_named add column by_person text;
alter table access_named add column over text check (over in ('emergency', 'language', 'asked-for', 'cover', 'taken-back'));

do $$
begin
  execute format('create policy owner_works on support_record for select to %I using (true)', current_user);
  execute format('create policy owner_works on support_provider for select to %I using (true)', current_user);
end
$$;
alter policy context on support_record to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations;
alter policy context on support_provider to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations;

-- One at a time for one worker of one provider, until the transaction ends: who waited counts what the other has just given.
create function nrm_caseload_turn(of_organisation text, of_person text) returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtextextended('caseload ' || of_organisation || ' ' || of_person, 0))
$$;

create function nrm_caseload_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  keeper text;
  says text[] := public.nrm_signed();
  practice boolean := coalesce((select i.practice from public.installation i), false);
  moment timestamptz := clock_timestamp();
begin
  if new.by_person = new.person or new.over is not null then
    return null;
  end if;
  -- The practice caseload bears a past of its own, and practice pretends a day; real files go by this clock.
  if practice and says[4] = 'system' and coalesce(current_setting('nrm.practice_load', true), '') = 'on' then
    return null;
  elsif practice and coalesce(says[7], '') <> '' then
    moment := says[7];
  end if;
  select f.organisation into keeper from public.file f where f.id = new.file and f.kind = 'support';
  if keeper is null or new.ends <= moment then
    return null;
  end if;
  -- Whom they look after already counts for nothing more.
  if tg_op = 'UPDATE' then
    if old.ends > moment then
      return null;
    end if;
  end if;
  perform public.nrm_caseload_turn(keeper, new.person);
  if (select count(*) from public.access_named n join public.support_record s on s.file = n.file join public.file f on f.id = n.file
      where n.person = new.person and n.ends > moment and s.ended is null and f.organisation = keeper)
    > coalesce((select p.most_records from public.support_provider p where p.organisation = keeper), 20) then
    raise exception 'this worker looks after as many people as was agreed' using errcode = 'check_violation', constraint = 'caseload_agreed';
  end if;
  return null;
end
$$;
create trigger caseload_agreed after insert or update on access_named for each row execute function nrm_caseload_agreed();
