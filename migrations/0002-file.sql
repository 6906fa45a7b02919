-- Files, their references and their keys. A file is a case, a support record, a signal, or the installation's own ledger.
create table file (
  id uuid primary key,
  kind text not null check (kind in ('case', 'support', 'signal', 'installation')),
  child boolean not null default false,
  nation text not null,
  -- From sending on, answers are versions and no longer drafts.
  frozen boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
-- The installation's own ledger: confirmed rules and the like.
insert into file (id, kind, nation, organisation, team)
values ('00000000-0000-0000-0000-000000000000', 'installation', '', 'service', 'service');
create index file_by_team on file (organisation, team, created_at) where not frozen;
select nrm_guard('file', array['intake', 'decision', 'support', 'analysis', 'audit', 'operations'],
  array['intake', 'decision', 'support', 'operations'], array['intake', 'operations']);

-- The one rule that spans files: a reference is given once.
create table reference (
  reference text primary key check (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  file uuid not null unique references file (id) on delete cascade,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('reference', array['intake', 'decision', 'support', 'analysis', 'audit', 'operations'],
  array['intake', 'decision', 'support', 'operations'], array['intake', 'operations']);
revoke update on reference from nrm_intake, nrm_decision, nrm_support, nrm_operations;

-- Keys stand apart, so that they can have a backup of their own that does not outlive erasure.
create schema keys;
grant usage on schema keys to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_operations;

create table keys.file_key (
  file uuid primary key,
  wrapped bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('keys.file_key', array['intake', 'decision', 'support', 'analysis'],
  array['intake', 'decision', 'support', 'operations'], array['intake', 'operations']);
revoke update on keys.file_key from nrm_intake, nrm_decision, nrm_support, nrm_operations;
-- Operations may find a key's row in order to destroy it, and never read it.
create policy find_operations on keys.file_key for select to nrm_operations using (true);
grant select (file) on keys.file_key to nrm_operations;

-- Keys of the installation itself (the index of searchable facts), wrapped by the master key.
create table keys.installation_key (
  name text primary key,
  wrapped bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create trigger never_changed before update or delete on keys.installation_key for each row execute function nrm_refuse_change();
select nrm_guard('keys.installation_key', array['operations'], array['operations']);
