-- How people stand to a file, besides who wrote it and who decides it: what access is worked out from, in the database and in the program.
-- All of it is a copy of what the file's ledger says, kept in the same transaction; staff ids, codes and moments, never a name.

-- A conflict of interest, declared by the person or found by the program. It denies before anything else.
create table access_conflict (
  file uuid not null references file (id),
  person text not null,
  how text not null check (how in ('declared', 'computed')),
  since timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, person)
);

-- A sealed file is there for those on its list; for everybody else it does not exist.
create table access_seal (
  file uuid primary key references file (id),
  since timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create table access_sealed_to (
  file uuid not null references access_seal (file) on delete cascade,
  person text not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, person)
);

-- Given by the person, for this file, until a moment; taken back at once.
create table access_grant (
  file uuid not null references file (id),
  id uuid not null,
  holder text not null,
  acts_as text not null check (acts_as in ('legal-representative', 'independent-advocate', 'decision-recipient')),
  starts timestamptz not null,
  ends timestamptz not null check (ends > starts),
  revoked timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id)
);
create index access_grant_by_holder on access_grant (holder, file);

-- Who is named to look after the person: support worker, counsellor, guardian.
create table access_named (
  file uuid not null references file (id),
  person text not null,
  ends timestamptz not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, person)
);
create index access_named_by_person on access_named (person, file);

-- One item behind the wall that the person agreed may pass to who decides their case. Taken back at once.
create table access_release (
  file uuid not null references file (id),
  question text not null,
  -- The case to whose decider it passes.
  released_to uuid not null references file (id),
  since timestamptz not null default clock_timestamp(),
  withdrawn timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, question, released_to)
);

-- The glass was broken: life at risk, one file, these classes, one person, 60 minutes; never alone or else reviewed at once.
create table access_glass (
  file uuid not null references file (id),
  number integer not null,
  person text not null,
  classes text[] not null check (cardinality(classes) between 1 and 6),
  starts timestamptz not null,
  ends timestamptz not null check (ends > starts and ends <= starts + interval '60 minutes'),
  second text check (second <> person),
  reviewed_by text check (reviewed_by <> person),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number)
);
create index access_glass_unreviewed on access_glass (ends) where reviewed_by is null;

do $$
declare
  named text;
begin
  foreach named in array array['access_conflict', 'access_seal', 'access_sealed_to', 'access_grant', 'access_named', 'access_release', 'access_glass'] loop
    perform nrm_guard(named::regclass, array['intake', 'decision', 'support', 'analysis', 'audit', 'operations'],
      array['intake', 'decision', 'support', 'operations'], array['intake', 'decision', 'support', 'operations']);
  end loop;
end
$$;
