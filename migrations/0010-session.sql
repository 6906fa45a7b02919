-- Who is at which desk: one row a visit. Only the hash of the cookie's value is kept.
create table session (
  id_hash text primary key check (id_hash ~ '^[0-9a-f]{64}$'),
  organisation text not null,
  team text not null,
  staff text not null,
  lang text not null default 'en',
  created timestamptz not null default clock_timestamp(),
  last_seen timestamptz not null default clock_timestamp(),
  expires timestamptz not null,
  check (expires > created)
);
create index session_expires on session (expires);

alter table session enable row level security;
alter table session force row level security;
-- Sessions are looked after by the service alone: no room's purpose sees who is signed in.
create policy session_operations on session
  using (current_setting('nrm.purpose', true) = 'operations' and current_setting('nrm.role', true) = 'system')
  with check (current_setting('nrm.purpose', true) = 'operations' and current_setting('nrm.role', true) = 'system');
grant select, insert, update, delete on session to nrm_operations;
