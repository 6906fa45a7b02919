-- What figures read, and nothing else: one row per counted answer, under a random id that only the file's key can lead back from.
create table statistic (
  statistics_id uuid not null,
  question text not null,
  code text not null,
  valid_from date not null,
  recorded_from timestamptz not null default clock_timestamp(),
  recorded_to timestamptz not null default 'infinity',
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (statistics_id, question, code, recorded_from),
  check (recorded_to >= recorded_from)
);
-- A quarter of one question is one range of this index, whatever the size of the table.
create index statistic_by_question on statistic (question, valid_from, statistics_id) include (code, recorded_from, recorded_to);

create function nrm_stamp_statistic() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(nrm_recording());
  if tg_op = 'INSERT' then
    new.recorded_from := clock_timestamp();
    new.recorded_to := 'infinity';
  elsif old.recorded_to <> 'infinity' or (new.statistics_id, new.question, new.code, new.valid_from, new.recorded_from)
      is distinct from (old.statistics_id, old.question, old.code, old.valid_from, old.recorded_from) then
    raise exception 'a counted row can only be retired, once' using errcode = 'restrict_violation';
  else
    new.recorded_to := clock_timestamp();
  end if;
  return new;
end
$$;
create trigger practice_load_only before insert on statistic for each statement execute function nrm_practice_load_only();
create trigger stamped before insert on statistic for each row
  when (current_setting('nrm.practice_load', true) is distinct from 'on') execute function nrm_stamp_statistic();
create trigger retired before update on statistic for each row execute function nrm_stamp_statistic();
create trigger never_removed before delete on statistic for each row execute function nrm_refuse_change();
create trigger never_emptied before truncate on statistic for each statement execute function nrm_refuse_change();
select nrm_guard('statistic', array['intake', 'decision', 'support', 'statistics', 'operations'],
  array['intake', 'decision', 'support', 'operations']);

create table statistic_link (
  file uuid primary key references file (id),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('statistic_link', array['intake', 'decision', 'support'],
  array['intake', 'decision', 'support', 'operations'], array['intake', 'operations']);
create policy find_operations on statistic_link for select to nrm_operations using (true);
grant select (file) on statistic_link to nrm_operations;
