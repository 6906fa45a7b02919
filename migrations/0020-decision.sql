-- One decision a stage and round, and never alone where a second person is needed (data.md 8). The core explains; this guarantees.
create table decision (
  file uuid not null references file (id),
  stage text not null,
  round integer not null check (round > 0),
  outcome text not null check (outcome in ('positive', 'negative')),
  day date not null,
  maker text not null,
  checker text,
  needs_second boolean not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, stage, round),
  constraint two_people check (checker is null or checker <> maker),
  constraint never_alone check (not needs_second or checker is not null)
);
create trigger never_changed before update or delete on decision for each row execute function nrm_refuse_change();
select nrm_guard('decision', array['intake', 'decision', 'support', 'audit'], array['decision', 'operations']);
revoke update on decision from nrm_decision, nrm_operations;

-- Letters called for by an event: written once each, held until the safe-contact gate opens, printed or handed over by a person.
create table letter (
  file uuid not null references file (id),
  number integer not null,
  letter text not null,
  state text not null default 'waiting' check (state in ('waiting', 'handed-over')),
  day date not null,
  -- Who decides the case: on whose worklist it stands while it waits.
  authority text,
  -- As last judged, while it waits: why it may not go, or else the last day on which it still may (the day alone: data.md 9).
  held text check (held in ('no-safe-contact', 'expired', 'doubtful', 'hold')),
  good_until date,
  -- What the person got, as it stood then: sealed when it is printed or handed over.
  sealed bytea,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  check ((state = 'handed-over') = (sealed is not null) or sealed is null),
  check (held is null or good_until is null),
  check (state = 'waiting' or (held is null and good_until is null))
);
create index letter_waiting on letter (authority, day, file, number) where state = 'waiting';
create index letter_ageing on letter (good_until) where state = 'waiting';
select nrm_guard('letter', array['decision', 'support', 'audit'], array['decision', 'support', 'operations']);
