-- Answers: one table per field class, so that a role can be denied a whole class. Sealed with the file's key.
-- Version 0 is the draft, overwritten and destroyed at will; versions from 1 on are never changed.

create table edition (
  id text primary key,
  wording jsonb not null,
  first_used timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create trigger never_changed before update or delete on edition for each row execute function nrm_refuse_change();
select nrm_guard('edition', array['intake', 'decision', 'support', 'analysis', 'statistics', 'audit', 'operations'],
  array['intake', 'decision', 'support', 'operations']);

create function nrm_refuse_version_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' or old.version > 0 or (tg_op = 'UPDATE' and new.version > 0) then
    raise exception 'a sent answer is never changed or removed' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

create function nrm_stamp_answer() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(nrm_recording());
  new.recorded_at := clock_timestamp();
  return new;
end
$$;

do $$
declare
  class text;
  named text;
begin
  foreach class in array array['identity', 'locator', 'safe_contact', 'narrative', 'medical', 'immigration', 'suspect',
                               'analysis', 'legal', 'refuge', 'administrative'] loop
    named := 'answer_' || class;
    execute format('create table %I (
      file uuid not null references file (id),
      question text not null,
      version integer not null check (version >= 0),
      sealed bytea not null,
      edition text not null,
      language text not null,
      recorded_at timestamptz not null default clock_timestamp(),
      actor text not null default current_setting(''nrm.actor''),
      organisation text not null default current_setting(''nrm.organisation''),
      team text not null default current_setting(''nrm.team''),
      primary key (file, question, version)
    )', named);
    execute format('create trigger practice_load_only before insert on %I for each statement execute function nrm_practice_load_only()', named);
    execute format('create trigger stamped before insert or update on %I for each row when (current_setting(''nrm.practice_load'', true) is distinct from ''on'') execute function nrm_stamp_answer()', named);
    execute format('create trigger versions_stay before update or delete on %I for each row execute function nrm_refuse_version_change()', named);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function nrm_refuse_version_change()', named);
    -- Statistics and audit see no answer at all; operations writes (practice loading, expiry of drafts) and does not read.
    perform nrm_guard(named::regclass, array['intake', 'decision', 'support', 'analysis'],
      array['intake', 'decision', 'support', 'operations'], array['intake', 'decision', 'support', 'operations']);
    execute format('create policy find_operations on %I for select to nrm_operations using (true)', named);
    execute format('grant select (file, question, version) on %I to nrm_operations', named);
  end loop;
end
$$;

-- Searchable facts as keyed tokens; they go when the file's key goes.
create table blind_index (
  file uuid not null references file (id),
  question text not null,
  token bytea not null,
  normalisation smallint not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, question, token)
);
create index blind_index_by_token on blind_index (token, file);
select nrm_guard('blind_index', array['intake', 'decision', 'support', 'analysis'],
  array['intake', 'decision', 'support', 'operations'], array['intake', 'decision', 'support', 'operations']);
create policy find_operations on blind_index for select to nrm_operations using (true);
grant select (file) on blind_index to nrm_operations;
