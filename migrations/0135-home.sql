-- A decider's home: what is moved up by the criteria of the day, when a case comes up again, when somebody is asked again, how long a
-- colleague's leave is covered. Copies of what the ledger and the law say, to sort and find by.
alter table queue
  -- The criteria of priority that the case meets, and since when the version of them has been in force by which that was worked out.
  add column criteria text[] not null default '{}',
  add column criteria_from date,
  add column moved_down smallint not null generated always as (case when cardinality(criteria) = 0 then 1 else 0 end) stored,
  add column comes_up date,
  add column chase_on date,
  add column covered_until date;
drop index queue_by_harm;
drop index queue_by_worker;
drop index queue_by_wait;
create index queue_by_harm on queue (authority, calm, moved_down, due_or_never, file) where waits <> 'done';
create index queue_by_worker on queue (allocated_to, calm, moved_down, due_or_never, file) where waits <> 'done';
create index queue_by_wait on queue (authority, waits, calm, moved_down, due_or_never, file) where waits <> 'done';
create index queue_to_chase on queue (chase_on) where waits <> 'done' and chase_on is not null;
create index queue_covered on queue (covered_until) where covered_until is not null;

-- One step in several cases: who did what when, so that a second press finds it done and the whole of it can be taken back.
create table bulk_act (
  id uuid primary key,
  person text not null,
  what text not null check (what in ('chase', 'allocate', 'cover', 'forward')),
  made_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('bulk_act', array['decision'], array['decision']);
revoke update on bulk_act from nrm_decision;
select nrm_policies('bulk_act', '(select (nrm_signed())[1]) = person', '(select (nrm_signed())[1]) = person', null, null);

-- What came of it in each case: the event it made and how many in a row, or the code of why it was refused.
create table bulk_item (
  bulk uuid not null references bulk_act (id),
  file uuid not null references file (id),
  number integer,
  events integer,
  refused text,
  primary key (bulk, file),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  constraint done_or_refused check ((number is null) = (refused is not null))
);
select nrm_guard('bulk_item', array['decision', 'operations'], array['decision'], array['operations']);
revoke update on bulk_item from nrm_decision;
select nrm_by_record('bulk_item', 'file', '{worklist}', '{worklist}');

-- What goes with an erased file is found by the program alone (0082).
create policy erased_found on bulk_item for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = bulk_item.file));
create policy erased_goes on bulk_item for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = bulk_item.file));
revoke select on bulk_item from nrm_operations;
grant select (file) on bulk_item to nrm_operations;

-- That a case comes up on a day, and that somebody has looked at it, is said by people.
alter table event add constraint comes_up_by_people check (role <> 'system' or kind not in ('BroughtForward', 'ForwardEnded'));
