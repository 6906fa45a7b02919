-- The helpline's desk: what came in before, what was found of a signal, calls that are still being written, what was passed on, and which signals lie side by side.

-- By what something sent again is known: keyed hashes, asked and written by the program alone. A small table across files (data.md 1).
create table signal_arrived (
  once bytea primary key check (length(once) = 32),
  content bytea not null check (length(content) = 32),
  file uuid not null unique references file (id),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('signal_arrived', array['intake', 'operations'], array['intake'], array['operations']);
select nrm_policies('signal_arrived', '(select nrm_by_service())', '(select nrm_by_service())', null, '(select nrm_by_service())');
create trigger never_changed before update on signal_arrived for each row execute function nrm_refuse_change();

-- What whoever read it found: a copy of the ledger, to order by.
create table signal_triage (
  file uuid primary key references file (id),
  danger text not null check (danger in ('yes', 'no', 'not-known')),
  child text not null check (child in ('yes', 'no', 'not-known')),
  held text not null check (held in ('yes', 'no', 'not-known')),
  place_known boolean not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('signal_triage', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_triage', 'file', '{worklist}', '{worklist}');

-- A call while it is taken: sealed to the team, overwritten as it grows, gone when it has become the signal's first message.
create table signal_call (
  file uuid primary key references file (id),
  taken_by text not null,
  began timestamptz not null check (extract(second from began) = 0 and extract(minute from began)::integer % 15 = 0),
  sealed bytea,
  ended boolean not null default false,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check (ended = (sealed is null))
);
select nrm_guard('signal_call', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_call', 'file', '{narrative}', '{narrative}');

-- What was passed on, as it was passed on: by the number of the event that says who, when, to whom and on which ground.
create table signal_passed (
  file uuid not null references file (id),
  number integer not null check (number > 0),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number)
);
select nrm_guard('signal_passed', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_passed', 'file', '{narrative}', '{narrative}');
create trigger never_changed before update on signal_passed for each row execute function nrm_refuse_change();

-- Marks by which signals are alike: keyed by what only an adviser of the team opens, so that the table alone tells nothing of the words.
create table signal_mark (
  file uuid not null references file (id),
  kind text not null check (kind in ('words', 'place')),
  at integer not null check (at >= 0),
  mark bytea not null check (length(mark) = 16),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, kind, at)
);
create index signal_alike on signal_mark (organisation, team, mark);
select nrm_guard('signal_mark', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_mark', 'file', '{analysis}', '{analysis}');

-- A situation is a file beside its signals, of the same kind and team. `file` is the situation's.
create table situation_signal (
  file uuid not null references file (id),
  signal uuid not null references file (id),
  why text not null,
  taken_out boolean not null default false,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, signal)
);
create index situation_of_signal on situation_signal (signal);
select nrm_guard('situation_signal', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('situation_signal', 'file', '{worklist}', '{worklist}');

-- What goes with an erased file is found by the program alone (0082).
do $$
declare
  named text;
begin
  foreach named in array array['signal_arrived', 'signal_triage', 'signal_call', 'signal_passed', 'signal_mark', 'situation_signal'] loop
    execute format('create policy erased_found on %I for select to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy erased_goes on %I for delete to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('revoke select on %I from nrm_operations', named);
    execute format('grant select (file) on %I to nrm_operations', named);
  end loop;
end
$$;

-- A referral asked of a first responder, with what was told already: for their organisation, given out by the program, taken up once.
create table signal_referral (
  file uuid not null references file (id),
  number integer not null check (number > 0),
  asked_of text not null,
  sealed bytea not null,
  draft uuid references file (id),
  taken_by text,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  check ((draft is null) = (taken_by is null))
);
create index signal_referral_of on signal_referral (asked_of) where draft is null;
select nrm_guard('signal_referral', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_referral', 'file', '{narrative}', '{narrative}');
create policy erased_found on signal_referral for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_referral.file));
create policy erased_goes on signal_referral for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_referral.file));
revoke select on signal_referral from nrm_operations;
grant select (file) on signal_referral to nrm_operations;
