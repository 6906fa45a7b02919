-- Work that follows an act under another purpose: written in the act's own transaction, ids only, done once per event.
create table job (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  file uuid,
  number integer,
  -- Ids and codes the work needs besides file and number.
  needs jsonb not null default '{}' check (length(needs::text) < 4096),
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'done', 'given-up')),
  run_at timestamptz not null default clock_timestamp(),
  taken_until timestamptz,
  tries integer not null default 0,
  -- Code of what went wrong last; never a message, which could quote a person.
  trouble text,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  unique (file, number, name)
);
create index job_due on job (run_at) where state in ('waiting', 'taken');
select nrm_guard('job', array['operations'],
  array['intake', 'decision', 'support', 'analysis', 'operations'], array['operations']);
revoke update on job from nrm_intake, nrm_decision, nrm_support, nrm_analysis;
