-- Consent was wrong: the file closes at once, is not found and sends nothing, until two people have looked at it.

-- A copy of the files' ledgers, for the database to judge by. It is written by whoever notices, before the seal that shuts them out.
create table quarantine (
  file uuid primary key references file (id),
  since timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('quarantine', array['decision', 'audit', 'operations'], '{}', array['decision', 'operations']);
select nrm_by_record('quarantine', 'file', '{course,stage,standing}', '{course,stage,standing}', '{course,stage,standing}');
create trigger stamped before insert or update on quarantine for each row execute function nrm_stamp_since();
do $$
begin
  execute format('create policy owner_works on quarantine to %I using (true) with check (true)', current_user);
end
$$;

alter table two_people drop constraint two_people_what_check;
alter table two_people add constraint two_people_what_check
  check (what in ('ConflictLifted', 'FileUnsealed', 'CovertAgreed', 'DisclosureAgreed', 'OwnCopyReleased', 'ConsentUpheld', 'ConsentConverted'));
alter table people_task drop constraint people_task_what_check;
alter table people_task add constraint people_task_what_check
  check (what in ('conflict', 'glass', 'lift', 'unseal', 'covert', 'disclosure', 'own-copy', 'consent-wrong'));

-- It ends where two people found the consent valid after it began, and with the file; never otherwise.
create function nrm_quarantine_takes_two() returns trigger language plpgsql as $$
begin
  if not exists (select from two_people t where t.file = old.file and t.at >= old.since and t.what = 'ConsentUpheld')
     and not exists (select from erasure_file e where e.file = old.file) then
    raise exception 'it takes two people to end a quarantine' using errcode = 'check_violation';
  end if;
  return old;
end
$$;
create trigger takes_two before delete on quarantine for each row execute function nrm_quarantine_takes_two();
-- Meanwhile the seal stays, whatever else two people once said of it.
create function nrm_quarantine_stays_sealed() returns trigger language plpgsql as $$
begin
  if exists (select from quarantine q where q.file = old.file) and not exists (select from erasure_file e where e.file = old.file) then
    raise exception 'a file in quarantine stays sealed' using errcode = 'check_violation';
  end if;
  return old;
end
$$;
create trigger quarantined before delete on access_seal for each row execute function nrm_quarantine_stays_sealed();

create function nrm_quarantined(of_file uuid) returns boolean
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.quarantine q where q.file = of_file)
$$;
-- No search finds it, not even the program's own; its letters stay where they are.
create policy quarantined on blind_index as restrictive for select
  to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit using (not nrm_quarantined(file));
create policy quarantined on letter as restrictive for update
  to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_operations using (not nrm_quarantined(file)) with check (not nrm_quarantined(file));

-- What was wrong is said, and found, by people.
alter table event add constraint consent_settled_by_people check (role <> 'system' or kind not in (
  'ConsentWrong', 'ConsentReviewProposed', 'ConsentReviewReturned', 'ConsentUpheld', 'ConsentConverted'));

-- The erasure of a file whose referral was never consented to: the two who found that are its two people. It is of that one file alone.
alter table erasure drop constraint erasure_because_check;
alter table erasure add constraint erasure_because_check check (because in ('retention', 'asked-by-person', 'tombstone', 'consent-wrong'));
create function nrm_erasure_by_review() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.because = 'consent-wrong' and (
    (select count(*) from public.person_file p where p.person = new.person) <> 1
    or not exists (select from public.two_people t join public.person_file p on p.file = t.file
      where p.person = new.person and t.what = 'ConsentConverted' and t.maker = new.first_by and t.checker = new.second_by)) then
    raise exception 'no two people have found this' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger by_review before insert on erasure for each row execute function nrm_erasure_by_review();
do $$
begin
  execute format('create policy owner_works on two_people for select to %I using (true)', current_user);
  execute format('create policy owner_works on person_file for select to %I using (true)', current_user);
end
$$;

-- Rows that go with the file: found and removed by the program alone, where an erasure has begun.
create policy erased_found on quarantine for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = quarantine.file));
create policy erased_goes on quarantine for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = quarantine.file));

-- What is left for the body that sent it: that it owes a notification without a name. No file, no reference, no person.
create table notification_owed (
  key bytea primary key check (length(key) = 32),
  since date not null,
  settled date,
  organisation text not null,
  team text not null
);
select nrm_guard('notification_owed', array['intake', 'operations'], array['intake', 'operations']);
select nrm_policies('notification_owed',
  $$organisation = (select (nrm_claims('write', '{worklist}'))[2]) and team = (select (nrm_claims('write', '{worklist}'))[3])$$, '(select nrm_program())',
  $$organisation = (select (nrm_claims('write', '{worklist}'))[2]) and team = (select (nrm_claims('write', '{worklist}'))[3])$$, null);

-- Closes the file in one step, for whoever may write of its course: who referred may not read the list they are shut out by.
create function nrm_close_at_once(of_file uuid, reviewers text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not public.nrm_open(of_file, public.nrm_signed()) or not public.nrm_may(of_file, public.nrm_claims('write', '{course,stage,standing}')) then
    raise exception 'not to be closed by them' using errcode = 'insufficient_privilege';
  end if;
  insert into public.quarantine (file) values (of_file) on conflict do nothing;
  insert into public.access_seal (file) values (of_file) on conflict do nothing;
  delete from public.access_sealed_to t where t.file = of_file and t.person <> all (reviewers);
  insert into public.access_sealed_to (file, person) select of_file, unnest(reviewers) on conflict do nothing;
end
$$;
-- Of the tasks that follow, they find no more than that the file has some.
grant select (file), insert, delete on people_task to nrm_intake;
