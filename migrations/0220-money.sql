-- Money: what payments rest on, where they go, runs that take two people, and books that balance. Nothing of it is ever changed: a later version
-- of a fact, a further account, an entry that turns another round.

create function nrm_recorded_now() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(nrm_recording());
  new.recorded_at := clock_timestamp();
  return new;
end
$$;

-- A kind of place, a child, an age, a pregnancy, a birth, asylum support: from a day to a day. The latest version of each stands.
create table payment_fact (
  file uuid not null references file (id),
  id uuid not null,
  version integer not null check (version > 0),
  kind text not null check (kind in ('catered', 'self-catered', 'outreach', 'asylum-support', 'child', 'under-1', '1-to-under-3', 'pregnancy', 'maternity')),
  -- The child that a band of age belongs to.
  who uuid,
  from_day date not null,
  until_day date,
  -- In pence: what asylum support pays a week, or has paid for a birth.
  pence integer check (pence between 0 and 200000),
  -- It never was so.
  gone boolean not null default false,
  recorded_at timestamptz not null default clock_timestamp(),
  actor text not null default current_setting('nrm.actor'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id, version),
  check (until_day >= from_day),
  check (kind in ('asylum-support', 'maternity') or pence is null),
  check (who is null or kind in ('child', 'under-1', '1-to-under-3'))
);
select nrm_guard('payment_fact', array['support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('payment_fact', 'file', '{payments}', '{administrative,payments}');
-- Health is written by who may write of health.
create policy health on payment_fact as restrictive for insert to nrm_support
  with check (kind not in ('pregnancy', 'maternity') or nrm_may(file, (select nrm_claims('write', '{medical}'))));

-- Where it goes: an account or a card, sealed with the file's key. The latest version stands.
create table payment_account (
  file uuid not null references file (id),
  version integer not null check (version > 0),
  sealed bytea not null,
  recorded_at timestamptz not null default clock_timestamp(),
  actor text not null default current_setting('nrm.actor'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, version)
);
select nrm_guard('payment_account', array['support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('payment_account', 'file', '{payments}', '{locator}');

-- A run of a provider's payments for a week and all weeks before it. One prepares it, another approves it; then it is in the books.
create table payment_run (
  id uuid primary key,
  week date not null check (extract(isodow from week) = 1),
  state text not null default 'prepared' check (state in ('prepared', 'approved', 'sent', 'put-aside')),
  people integer not null check (people >= 0),
  pence bigint not null check (pence >= 0),
  -- Rests on an amount that nobody has confirmed: possible in practice alone.
  unconfirmed boolean not null default false,
  -- Of every person, week and amount, so that what is approved is what was prepared.
  digest bytea not null check (length(digest) = 32),
  prepared_by text not null,
  prepared_at timestamptz not null default clock_timestamp(),
  approved_by text,
  approved_at timestamptz,
  sent_by text,
  sent_at timestamptz,
  organisation text not null,
  team text not null,
  constraint run_takes_two check (approved_by <> prepared_by),
  constraint run_never_alone check (state not in ('approved', 'sent') or (approved_by is not null and approved_at is not null)),
  constraint run_sent_by_somebody check (state <> 'sent' or (sent_by is not null and sent_at is not null))
);
create unique index one_run_prepared on payment_run (organisation) where state = 'prepared';
create index payment_run_by_organisation on payment_run (organisation, prepared_at desc);
select nrm_guard('payment_run', array['support', 'operations'], array['support', 'operations']);
select nrm_policies('payment_run',
  $$(organisation = (select nrm_claim('read', '{payments}', 'own-support-record')) or (select nrm_claim('read', '{payments}', 'any-support-record')) is not null)$$,
  $$(organisation = (select nrm_claim('write', '{payments}', 'own-support-record')) or (select nrm_claim('write', '{payments}', 'any-support-record')) is not null)$$,
  $$(organisation = (select nrm_claim('write', '{payments}', 'own-support-record')) or (select nrm_claim('write', '{payments}', 'any-support-record')) is not null)$$,
  null);
create function nrm_run_goes_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.id, new.week, new.people, new.pence, new.unconfirmed, new.digest, new.prepared_by, new.prepared_at, new.organisation)
      is distinct from (old.id, old.week, old.people, old.pence, old.unconfirmed, old.digest, old.prepared_by, old.prepared_at, old.organisation)
    or (old.approved_by is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at))
    or not ((old.state = 'prepared' and new.state in ('approved', 'put-aside')) or (old.state = 'approved' and new.state = 'sent')) then
    raise exception 'a run of payments only goes on' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger only_goes_on before update or delete on payment_run for each row execute function nrm_run_goes_on();
create function nrm_no_confirming_here() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.unconfirmed and not coalesce((select practice from public.installation), false) then
    raise exception 'nothing is paid on an amount that nobody has confirmed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger confirmed before insert on payment_run for each row execute function nrm_no_confirming_here();

-- The books. An entry is some legs that come to nothing; it is turned round by another with the same legs the other way.
create table payment_leg (
  file uuid not null references file (id),
  entry uuid not null,
  account text not null check (account in ('support', 'overpaid', 'bank', 'cash')),
  pence integer not null check (pence <> 0),
  week date not null check (extract(isodow from week) = 1),
  -- None: cash given by hand.
  run uuid references payment_run (id),
  reverses uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  actor text not null default current_setting('nrm.actor'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, entry, account),
  constraint cash_by_hand check ((run is null) = (account = 'cash') or account = 'support')
);
create unique index turned_round_once on payment_leg (file, reverses, account) where reverses is not null;
create index payment_leg_by_run on payment_leg (run);
select nrm_guard('payment_leg', array['support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('payment_leg', 'file', '{payments}', '{payments}');

create function nrm_balanced() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select sum(l.pence) from public.payment_leg l where l.file = new.file and l.entry = new.entry) <> 0 then
    raise exception 'this entry does not come to nothing' using errcode = 'check_violation';
  end if;
  if new.reverses is not null and exists (
    select from public.payment_leg l where l.file = new.file and l.entry in (new.entry, new.reverses)
    group by l.account having sum(l.pence) <> 0 or count(*) <> 2
  ) then
    raise exception 'an entry is turned round whole' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create constraint trigger balances after insert on payment_leg deferrable initially deferred for each row execute function nrm_balanced();

-- A hold: asked by one, agreed by another, over by itself. A copy of the record's ledger, to list by and to leave out of a run.
create table payment_hold (
  file uuid not null references file (id),
  -- The event that asked.
  number integer not null,
  asked_by text not null,
  agreed_by text,
  agreed_on date,
  until_day date not null,
  ended_on date,
  -- The person was told, by whom, and in which way that they called safe.
  told_by text,
  told_on date,
  told_how text check (told_how in ('person', 'someone-else', 'worker', 'email', 'post', 'by-hand')),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number),
  constraint hold_takes_two check (agreed_by <> asked_by),
  constraint told_whole check ((told_by is null) = (told_on is null) and (told_by is null) = (told_how is null))
);
select nrm_guard('payment_hold', array['support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('payment_hold', 'file', '{payments}', '{payments,course,administrative}');

do $$
declare
  named text;
begin
  foreach named in array array['payment_fact', 'payment_account', 'payment_leg', 'payment_hold'] loop
    execute format('create policy owner_works on %I for select to %I using (true)', named, current_user);
    -- What goes with an erased file is found by the program alone (0082).
    execute format('create policy erased_found on %I for select to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy erased_goes on %I for delete to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('revoke select on %I from nrm_operations', named);
    execute format('grant select (file) on %I to nrm_operations', named);
  end loop;
  foreach named in array array['payment_fact', 'payment_account', 'payment_leg'] loop
    execute format('create trigger stamped before insert on %I for each row
      when (current_setting(''nrm.practice_load'', true) is distinct from ''on'') execute function nrm_recorded_now()', named);
    execute format('create trigger never_changed before update on %I for each row execute function nrm_refuse_change()', named);
    execute format('create trigger never_emptied before truncate on %I for each statement execute function nrm_refuse_change()', named);
    execute format('revoke update on %I from nrm_support, nrm_operations', named);
  end loop;
end
$$;

-- Amounts are given by administrators, the second of whom is another; the program gives none.
create policy adds_amounts on event for insert to nrm_operations
  with check (kind in ('RateGiven', 'RateAgreed') and nrm_may(file, (select nrm_claims('write', '{rules}'))));
alter table event add constraint amounts_by_people check (role <> 'system' or kind not in ('RateGiven', 'RateAgreed'));
create function nrm_amount_takes_two() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.actor is not distinct from (
    select given.actor from public.event given
    where given.file = new.file and given.kind = 'RateGiven' and given.number < new.number and given.body @> new.body order by given.number desc limit 1
  ) then
    raise exception 'a second administrator agrees to an amount' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger amount_takes_two before insert on event for each row when (new.kind = 'RateAgreed') execute function nrm_amount_takes_two();

-- The program unseals an account for the bank's file: of support records, under support, and nobody else by this.
create policy pays on keys.file_key for select to nrm_support
  using ((select nrm_program()) and nrm_may(file, (select nrm_claims('read', '{payments}'))));
