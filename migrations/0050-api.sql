-- Tokens of programs: only their hash is kept; each is bound to a person at work and their organisation, and can be revoked at once.
create table token (
  id uuid primary key,
  hash text not null unique,
  person text not null,
  holder text not null,
  made_by text not null default current_setting('nrm.actor'),
  made_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  last_used date,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('token', array['operations'], array['operations']);

-- One referral an idempotency key and organisation, however often it is sent; another body under the same key is refused.
create table api_request (
  organisation text not null default current_setting('nrm.organisation'),
  key_hash text not null,
  body_hash text not null,
  file uuid not null,
  team text not null default current_setting('nrm.team'),
  at timestamptz not null default clock_timestamp(),
  primary key (organisation, key_hash)
);
select nrm_guard('api_request', array['intake'], array['intake'], array['operations']);
