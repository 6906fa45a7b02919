-- Rules about people that the database keeps too: what takes two, what may not be opened again by one, and who is to be told.

-- What two people did together, besides decisions. A copy of the file's ledger; rows are only added.
create table two_people (
  file uuid not null references file (id),
  -- The event that made it stand.
  number integer not null,
  what text not null check (what in ('ConflictLifted', 'FileUnsealed', 'CovertAgreed', 'DisclosureAgreed', 'OwnCopyReleased')),
  -- Whom it is about, where it is about somebody at work: never one of the two.
  about text,
  maker text not null,
  checker text not null,
  at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  constraint two_people_differ check (checker <> maker),
  constraint not_about_themselves check (about is null or (about <> maker and about <> checker))
);
create trigger never_changed before update or delete on two_people for each row execute function nrm_refuse_change();
create trigger never_emptied before truncate on two_people for each statement execute function nrm_refuse_change();
select nrm_guard('two_people', array['decision', 'support', 'analysis', 'audit', 'operations'], array['intake', 'decision', 'support', 'operations']);
revoke update on two_people from nrm_intake, nrm_decision, nrm_support, nrm_operations;

-- A conflict or a seal goes away where two people said so after it was made, and never otherwise.
create function nrm_takes_two() returns trigger language plpgsql as $$
begin
  if not exists (
    select from two_people where two_people.file = old.file and two_people.at >= old.since
      and case tg_table_name
        when 'access_conflict' then what = 'ConflictLifted' and about = to_jsonb(old) ->> 'person'
        else what = 'FileUnsealed'
      end
  ) then
    raise exception 'it takes two people to end a row of %', tg_table_name using errcode = 'check_violation';
  end if;
  return old;
end
$$;
create trigger takes_two before delete on access_conflict for each row execute function nrm_takes_two();
create trigger takes_two before delete on access_seal for each row execute function nrm_takes_two();

-- When a row was made is the database's word: it says which lifting came after it.
create function nrm_stamp_since() returns trigger language plpgsql as $$
begin
  new.since := case tg_op when 'INSERT' then clock_timestamp() else old.since end;
  return new;
end
$$;
create trigger stamped before insert or update on access_conflict for each row execute function nrm_stamp_since();
create trigger stamped before insert or update on access_seal for each row execute function nrm_stamp_since();

-- Never alone: somebody stood beside, or a review was opened with its day. The reason in words is sealed with the file's key.
alter table access_glass add column why text not null;
alter table access_glass add column sealed bytea;
alter table access_glass add column review_by date;
alter table access_glass add constraint never_alone check (second is not null or review_by is not null);
alter table access_glass add constraint not_by_who_stood_beside check (reviewed_by <> second);
create index access_glass_by_person on access_glass (person, starts);

-- What somebody is to see, review or confirm. A copy of the ledgers to list by; ids and codes only.
create table people_task (
  file uuid not null references file (id) on delete cascade,
  what text not null check (what in ('conflict', 'glass', 'lift', 'unseal', 'covert', 'disclosure', 'own-copy')),
  -- The event it follows.
  number integer not null,
  -- Whose authority decides the case.
  authority text,
  -- Who may not do it: the one it is about, or the first of two.
  not_by text,
  due date,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, what, number)
);
create index people_task_by_authority on people_task (authority, due, file);
select nrm_guard('people_task', array['decision', 'support', 'audit', 'operations'], array['intake', 'decision', 'support', 'operations'],
  array['intake', 'decision', 'support', 'operations']);

-- People somebody at work is bound to, as keyed tokens: written by them, read by nobody, compared with the tokens of a file.
create table staff_token (
  person text not null default current_setting('nrm.actor'),
  -- One person bound to them: their name and birth date stand together.
  entry uuid not null,
  how text not null check (how in ('name', 'date', 'phone')),
  token bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (person, entry, how, token)
);
create index staff_token_by_token on staff_token (token);
select nrm_guard('staff_token', array['intake', 'decision', 'support', 'operations'], array['intake', 'decision', 'support', 'operations'],
  array['intake', 'decision', 'support', 'operations']);
create policy own_only on staff_token as restrictive for all to public
  using (person = current_setting('nrm.actor') or current_setting('nrm.actor') = 'system')
  with check (person = current_setting('nrm.actor'));

-- What left the house, word for word as it was given: sealed with the file's key, so that it goes when the file goes.
create table bundle (
  file uuid not null references file (id),
  -- The event that released it.
  number integer not null,
  what text not null check (what in ('disclosure', 'own-copy')),
  sealed bytea not null,
  maker text not null,
  checker text not null,
  made_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  constraint bundle_takes_two check (checker <> maker)
);
create trigger never_changed before update or delete on bundle for each row execute function nrm_refuse_change();
select nrm_guard('bundle', array['decision', 'support'], array['decision', 'support', 'operations']);
revoke update on bundle from nrm_decision, nrm_support, nrm_operations;

-- Whom the person chose reads letters under the purpose of disclosure, and a lawyer keeps notes there.
grant select on letter to nrm_analysis;
grant insert on answer_legal to nrm_analysis;

-- Where records are judged one by one, these tables are too; elsewhere the family decides.
do $$
begin
  if to_regprocedure('nrm_by_record(regclass,text,text,text,text)') is not null then
    perform nrm_by_record('two_people', 'file', '{course,standing}', '{course,stage,standing}');
    perform nrm_by_record('people_task', 'file', '{worklist,standing}', '{course,stage,standing}', '{course,stage,standing}');
    perform nrm_by_record('bundle', 'file', '{letters}', '{letters}');
    perform nrm_policies('staff_token', 'true', '(select nrm_context())', null, 'true');
    -- Somebody may know that they themselves have a conflict: the program refuses by it too.
    create policy own on access_conflict for select to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_audit, nrm_operations
      using (person = current_setting('nrm.actor'));
  else
    create policy read_analysis on letter for select to nrm_analysis using (true);
    create policy insert_analysis on answer_legal for insert to nrm_analysis with check (true);
  end if;
end
$$;
