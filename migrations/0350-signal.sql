-- Signals: what anybody reports. Each is a file of its own. What was said is sealed to the team that receives it before it comes here, and once more
-- with the file's key, so that it goes when the key goes. In the clear stand the queue, the quarter of an hour, and whether somebody is in danger now.

-- A signal is begun by the program, for the team that receives it: whoever reports signs in nowhere.
drop policy adds on file;
create policy adds on file for insert to nrm_intake, nrm_decision, nrm_support, nrm_operations with check (
  not frozen and case kind
    when 'case' then (organisation, team) = (select says[2], says[3] from (select nrm_claims('write', '{worklist}') as says) c where 'own-draft' = any (says[6:]))
    when 'support' then (select nrm_claim('write', '{course}', 'any-support-record')) is not null
    when 'person' then (select nrm_claim('write', '{course}', 'any-person')) is not null
    when 'place' then organisation = (select nrm_claim('write', '{administrative}', 'own-place'))
    when 'signal' then (select nrm_claim('write', '{analysis}', 'any-signal')) is not null
      or (organisation, team) = (select says[2], says[3] from (select nrm_claims('write', '{analysis}') as says) c where 'signal-of-own-team' = any (says[6:]))
    else false
  end);

-- Where reports go: a team that receives them, with the half of its key that seals. It is a file of its own, whose key seals the other half.
create table signal_queue (
  file uuid primary key references file (id),
  queue text not null,
  recipient text not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create unique index one_key_a_queue on signal_queue (organisation, team, queue) where ended_at is null;
select nrm_guard('signal_queue', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_queue', 'file', '{worklist}', '{worklist}');

-- What opens reports. The program may put it here and may not read it: an adviser of the team does, in a visit of their own.
create table signal_opener (
  file uuid primary key references file (id),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('signal_opener', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_opener', 'file', '{analysis}', '{analysis}');
create trigger never_changed before update on signal_opener for each row execute function nrm_refuse_change();

-- A copy of the signal's ledger, to list by. `reporter` seals answers to whoever has the code.
create table signal (
  file uuid primary key references file (id),
  opener uuid not null references file (id),
  queue text not null,
  channel text not null,
  danger text not null check (danger in ('yes', 'no', 'not-known')),
  bucket timestamptz not null check (extract(second from bucket) = 0 and extract(minute from bucket)::integer % 15 = 0),
  waits_since timestamptz check (extract(second from waits_since) = 0 and extract(minute from waits_since)::integer % 15 = 0),
  untranslated integer not null default 0,
  closed boolean not null default false,
  reporter text,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create index signal_of_team on signal (organisation, team, closed, bucket);
select nrm_guard('signal', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal', 'file', '{worklist}', '{worklist}');

-- The thread. `sealed` opens for the team, `for_reporter` for whoever has the code; `once` is the mark of the form that a message came by, hashed:
-- the same form sent twice is kept once.
create table signal_message (
  file uuid not null references file (id),
  number integer not null check (number > 0),
  said_by text not null check (said_by in ('reporter', 'team')),
  once bytea check (length(once) = 32),
  sealed bytea not null,
  for_reporter bytea,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  unique (file, once)
);
select nrm_guard('signal_message', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_message', 'file', '{narrative}', '{narrative}');

-- Files that came with a message, sealed, in parts of 1 MiB. The original is never changed.
create table signal_file (
  file uuid not null references file (id),
  message integer not null check (message > 0),
  number integer not null check (number > 0),
  part integer not null check (part >= 0),
  parts integer not null check (parts > part),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, message, number, part)
);
select nrm_guard('signal_file', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_file', 'file', '{evidence}', '{evidence}');
create trigger never_changed before update on signal_file for each row execute function nrm_refuse_change();

-- Which code is whose: a keyed slow hash, with what opens the answers, sealed by the code. Written and asked by the program alone.
create table signal_code (
  file uuid primary key references file (id),
  name bytea not null unique check (length(name) = 32),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('signal_code', array['intake', 'operations'], array['intake'], array['operations']);
select nrm_policies('signal_code', '(select nrm_by_service())', '(select nrm_by_service())', null, '(select nrm_by_service())');
create trigger never_changed before update on signal_code for each row execute function nrm_refuse_change();

-- What goes with an erased file is found by the program alone (0082).
do $$
declare
  named text;
begin
  foreach named in array array['signal_queue', 'signal_opener', 'signal', 'signal_message', 'signal_file', 'signal_code'] loop
    execute format('create policy erased_found on %I for select to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy erased_goes on %I for delete to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('revoke select on %I from nrm_operations', named);
    execute format('grant select (file) on %I to nrm_operations', named);
  end loop;
end
$$;
