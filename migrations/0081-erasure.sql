-- Erasure: proposed, approved by two people, blocked by a legal hold, and remembered outside the erased rows so that no backup brings them back.

-- A copy of the persons' ledgers, to list by; and what the database itself guarantees of it: never without two people.
create table erasure (
  person uuid not null references file (id),
  number integer not null,
  -- 'tombstone': two people had approved it before a backup was brought back that did not know of it. Only a restore writes that.
  because text not null check (because in ('retention', 'asked-by-person', 'tombstone')),
  rule text,
  due date,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'erasing', 'erased', 'declined')),
  proposed_by text not null,
  proposed_on date not null,
  first_by text check (first_by <> 'system'),
  second_by text check (second_by <> 'system'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (person, number),
  constraint two_people check (second_by is null or (first_by is not null and second_by <> first_by)),
  constraint never_alone check (state not in ('approved', 'erasing', 'erased') or second_by is not null or because = 'tombstone')
);
create unique index erasure_open on erasure (person) where state in ('proposed', 'approved', 'erasing');
create index erasure_by_state on erasure (state, due, person);
select nrm_guard('erasure', array['decision', 'support', 'operations', 'audit'], array['operations']);

-- What is over stays as it was.
create function nrm_erasure_moves() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.because = 'tombstone' or new.state in ('erasing', 'erased') then
      raise exception 'an erasure begins with its proposal' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.state in ('erased', 'declined') or (old.state = 'erasing' and new.state <> 'erased')
     or (new.person, new.number, new.because, new.proposed_by) is distinct from (old.person, old.number, old.because, old.proposed_by)
     or (old.first_by is not null and new.first_by is distinct from old.first_by) then
    raise exception 'an erasure only goes on' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger only_goes_on before insert or update or delete on erasure for each row execute function nrm_erasure_moves();

-- The files that are being erased or were. From here on there is no way back, and nothing holds them up.
create table erasure_file (
  file uuid primary key references file (id),
  person uuid not null,
  number integer not null,
  -- The file's id, hashed: what stands outside the database, too.
  mark bytea not null unique check (length(mark) = 32),
  day date not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  foreign key (person, number) references erasure (person, number)
);
create trigger never_changed before update or delete on erasure_file for each row execute function nrm_refuse_change();
create trigger never_emptied before truncate on erasure_file for each statement execute function nrm_refuse_change();
select nrm_guard('erasure_file', array['intake', 'decision', 'support', 'audit', 'operations'], array['operations']);
create policy service_only on erasure_file as restrictive for insert to nrm_operations with check (current_setting('nrm.role', true) = 'system');

-- A trial, an appeal or an inquiry needs the file: a copy of the cases' ledgers.
create table legal_hold (
  file uuid not null references file (id),
  why text not null check (why in ('trial', 'appeal', 'inquiry')),
  since date not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, why)
);
select nrm_guard('legal_hold', array['decision', 'support', 'audit', 'operations'], array['decision', 'operations'], array['decision', 'operations']);

-- Hold and erasure of one file wait for each other, and the later one is refused, whoever writes.
create function nrm_hold_or_erase() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.file::text, 4));
  if tg_table_name = 'legal_hold' and exists (select from erasure_file e where e.file = new.file) then
    raise exception 'this file is being erased' using errcode = 'restrict_violation';
  end if;
  if tg_table_name = 'erasure_file' then
    if exists (select from legal_hold h where h.file = new.file) then
      raise exception 'a legal hold stands in the way' using errcode = 'restrict_violation';
    end if;
    if not exists (select from erasure e where e.person = new.person and e.number = new.number and e.state = 'erasing') then
      raise exception 'no two people have approved this' using errcode = 'restrict_violation';
    end if;
  end if;
  return new;
end
$$;
create trigger hold_or_erase before insert on legal_hold for each row execute function nrm_hold_or_erase();
create trigger hold_or_erase before insert on erasure_file for each row execute function nrm_hold_or_erase();

-- A file that joins a person and the erasure of that person wait for each other likewise.
create function nrm_join_or_erase() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.person::text, 4));
  if exists (select from erasure e where e.person = new.person and e.state in ('erasing', 'erased')) then
    raise exception 'this person is being erased' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger join_or_erase before insert on person_file for each row execute function nrm_join_or_erase();

-- What was sent is never removed, but by an erasure.
create or replace function nrm_refuse_version_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.version > 0 and exists (select from erasure_file e where e.file = old.file) then
    return old;
  end if;
  if tg_op = 'TRUNCATE' or old.version > 0 or (tg_op = 'UPDATE' and new.version > 0) then
    raise exception 'a sent answer is never changed or removed' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

-- A document sealed away goes with its draft or its file, and only once the police have it.
create or replace function nrm_stays_sealed() returns trigger language plpgsql as $$
begin
  if old.state = 'sealed-away' then
    if tg_op = 'DELETE'
       and exists (select from referral_handed_over as given where given.file = old.file and given.document = old.id)
       and (exists (select from erasure_file e where e.file = old.file)
            or not exists (select from file where file.id = old.file and file.frozen)) then
      return old;
    end if;
    raise exception 'a document sealed away stays sealed away' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

-- The key of what was sent goes by an erasure and in no other way; a draft's goes with the draft.
create function nrm_key_stays() returns trigger language plpgsql as $$
begin
  if exists (select from erasure_file e where e.file = old.file) or not exists (select from event where event.file = old.file) then
    return old;
  end if;
  raise exception 'two people have to approve before a key is destroyed' using errcode = 'restrict_violation';
end
$$;
create trigger stays before delete on keys.file_key for each row execute function nrm_key_stays();

-- Rooms' tables whose rows go with a file: operations finds them by file and removes them, only where an erasure has begun.
do $$
declare
  named text;
begin
  foreach named in array array['letter', 'support_record', 'notification_quoted', 'api_request'] loop
    execute format('create policy find_erased on %I for select to nrm_operations using (exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy destroy_erased on %I for delete to nrm_operations using (exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('grant select (file), delete on %I to nrm_operations', named);
  end loop;
end
$$;

-- The way from a file to its counts is opened once more, by the program alone, to make them coarse.
create policy open_erased on statistic_link as restrictive for select to nrm_operations
  using (current_setting('nrm.role', true) = 'system');
grant select (sealed) on statistic_link to nrm_operations;

-- Coarse rows (data.md 6): the quarter for the day, in what was said and in when it was recorded; the code for a wider one.
alter table statistic add column coarse boolean not null default false;

-- The last day of a moment's quarter, at noon in London, but never later than now.
create function nrm_quarter_end(moment timestamptz) returns timestamptz language sql stable as $$
  select case when moment = 'infinity' then moment
    else least(clock_timestamp(), (date_trunc('quarter', moment at time zone 'Europe/London') + interval '3 months - 12 hours') at time zone 'Europe/London') end
$$;

create or replace function nrm_stamp_statistic() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(nrm_recording());
  if tg_op = 'INSERT' then
    new.recorded_from := clock_timestamp();
    new.recorded_to := 'infinity';
    new.coarse := false;
  elsif new.coarse and not old.coarse and current_setting('nrm.role', true) = 'system' and current_setting('nrm.purpose', true) = 'operations'
      and (new.statistics_id, new.question) = (old.statistics_id, old.question) then
    -- Whoever makes a row coarse chooses the wider code and nothing else.
    new.valid_from := date_trunc('quarter', old.valid_from);
    new.recorded_from := nrm_quarter_end(old.recorded_from);
    new.recorded_to := nrm_quarter_end(old.recorded_to);
  elsif old.recorded_to <> 'infinity' or old.coarse or new.coarse
      or (new.statistics_id, new.question, new.code, new.valid_from, new.recorded_from)
      is distinct from (old.statistics_id, old.question, old.code, old.valid_from, old.recorded_from) then
    raise exception 'a counted row can only be retired, once' using errcode = 'restrict_violation';
  else
    new.recorded_to := clock_timestamp();
  end if;
  return new;
end
$$;

-- What was put right within its own quarter is seen by no reading of a quarter's end: made coarse, it goes.
create function nrm_goes_when_coarse() returns trigger language plpgsql as $$
begin
  if not old.coarse and nrm_quarter_end(old.recorded_from) >= nrm_quarter_end(old.recorded_to) then
    return old;
  end if;
  raise exception 'rows of statistic are never removed' using errcode = 'restrict_violation';
end
$$;
drop trigger never_removed on statistic;
create trigger goes_when_coarse before delete on statistic for each row execute function nrm_goes_when_coarse();
create policy delete_operations on statistic for delete to nrm_operations using (current_setting('nrm.role', true) = 'system');
grant delete on statistic to nrm_operations;
