-- The worklist: one row a case, kept in step with the ledger in the same transaction. A copy to sort by, never the truth.
create table queue (
  file uuid primary key references file (id) on delete cascade,
  reference text not null,
  authority text,
  allocated_to text,
  -- What it waits for: to-allocate, to-decide, second-person, answer, reconsideration, time, paused, done.
  waits text not null,
  stage text,
  child boolean not null,
  nation text not null,
  harm integer not null,
  harms text[] not null,
  clock text,
  due date,
  -- What a list is sorted by: most harm first, what has no due day last. Kept as plain columns, for behind row security a cursor may
  -- enter an index by these and not by an expression of them.
  calm integer not null generated always as (-harm) stored,
  due_or_never date not null generated always as (coalesce(due, 'infinity')) stored,
  changed_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
-- Each page of a worklist is one range of one of these, whatever the number of cases.
create index queue_by_harm on queue (authority, calm, due_or_never, file) where waits <> 'done';
create index queue_by_worker on queue (allocated_to, calm, due_or_never, file) where waits <> 'done';
create index queue_by_wait on queue (authority, waits, calm, due_or_never, file) where waits <> 'done';
-- The numbers beside one worker's lists.
create index queue_by_worker_wait on queue (allocated_to, authority, waits) where waits <> 'done';
select nrm_guard('queue', array['decision', 'support', 'intake', 'operations'], array['intake', 'decision', 'support', 'operations'], array['operations']);

-- Due days that rest on a sealed fact (a court date, an 18th birthday): only the day stands here, classed like the fact (data.md 9).
create table queue_day (
  file uuid not null references file (id) on delete cascade,
  what text not null,
  due date not null,
  holds text not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, what)
);
select nrm_guard('queue_day', array['decision', 'support', 'intake', 'operations'], array['intake', 'decision', 'support', 'operations'], array['intake', 'decision', 'support', 'operations']);
