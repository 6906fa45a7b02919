-- The ledger: what happened. Codes and days only; append-only for everybody.
create table event (
  file uuid not null references file (id),
  number integer not null check (number > 0),
  stream text not null,
  kind text not null,
  kind_version smallint not null default 1,
  day date not null,
  at timestamptz,
  recorded_at timestamptz not null default clock_timestamp(),
  actor text not null default current_setting('nrm.actor'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  role text not null default current_setting('nrm.role'),
  purpose text not null default current_setting('nrm.purpose'),
  nation text not null,
  edition text,
  body jsonb not null default '{}' check (length(body::text) < 16384),
  primary key (file, number)
);
create index event_by_recording on event (recorded_at);

-- Who and when are the database's word: what the program sends for them is overwritten.
create function nrm_stamp_event() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(nrm_recording());
  new.recorded_at := clock_timestamp();
  new.actor := current_setting('nrm.actor');
  new.organisation := current_setting('nrm.organisation');
  new.team := current_setting('nrm.team');
  new.role := current_setting('nrm.role');
  new.purpose := current_setting('nrm.purpose');
  return new;
end
$$;
create trigger practice_load_only before insert on event for each statement execute function nrm_practice_load_only();
create trigger stamped before insert on event for each row
  when (current_setting('nrm.practice_load', true) is distinct from 'on') execute function nrm_stamp_event();
create trigger never_changed before update or delete on event for each row execute function nrm_refuse_change();
create trigger never_emptied before truncate on event for each statement execute function nrm_refuse_change();
select nrm_guard('event', array['intake', 'decision', 'support', 'analysis', 'audit', 'operations'],
  array['intake', 'decision', 'support', 'operations']);
revoke update on event from nrm_intake, nrm_decision, nrm_support, nrm_operations;
