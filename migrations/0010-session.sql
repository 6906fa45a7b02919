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
select nrm_guard('session', array['operations'], array['operations'], array['operations']);
-- Sessions are looked after by the service alone: not even an administrator sees who is signed in.
create policy service_only on session as restrictive for all to public
  using ((select current_setting('nrm.role', true)) = 'system')
  with check ((select current_setting('nrm.role', true)) = 'system');
