-- Persons, and support beside the case (data.md 1). A person is a ledger without key, reference or answers: it groups files.
alter table file drop constraint file_kind_check;
alter table file add constraint file_kind_check check (kind in ('case', 'support', 'signal', 'person', 'installation'));

-- Which person a file is about: a copy of the persons' ledgers, kept in the same transaction. A file stands in at most one person.
-- Intake never sees it: nobody who refers is told of another referral. Operations reads it to erase a person.
create table person_file (
  file uuid primary key references file (id),
  person uuid not null references file (id),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check (file <> person)
);
create index person_file_by_person on person_file (person);
select nrm_guard('person_file', array['decision', 'support', 'operations'],
  array['decision', 'support', 'operations'], array['decision', 'support', 'operations']);

-- Who is in support: a copy of the support ledgers to list by, never the truth. The last day is worked out, not stored.
create table support_record (
  file uuid primary key references file (id),
  nation text not null,
  since date not null,
  ended date,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create index support_open on support_record (since, file) where ended is null;
select nrm_guard('support_record', array['support', 'operations'], array['support', 'operations']);
