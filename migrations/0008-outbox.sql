-- Letters that wait to be printed or handed over; what they say is sealed with the file's key.
create table outbox (
  file uuid not null references file (id),
  id uuid not null,
  letter text not null,
  -- The event that the letter follows: one letter of a kind per event.
  number integer not null,
  state text not null check (state in ('held', 'ready', 'handed-over')),
  -- Why it is held, as a code.
  why text,
  channel text,
  sealed bytea not null,
  written_at timestamptz not null default clock_timestamp(),
  handed_over_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id),
  unique (file, number, letter)
);
create index outbox_waiting on outbox (organisation, state, written_at) where state <> 'handed-over';
select nrm_guard('outbox', array['intake', 'decision', 'support'],
  array['intake', 'decision', 'support', 'operations'], array['intake']);
