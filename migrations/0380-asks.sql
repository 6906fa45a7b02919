-- Asking a first responder for somebody: what organisations say they can take, what somebody wishes, and each ask with what became of it.

-- What an organisation that may refer says it can take, until a day. Of nobody: areas, languages and numbers. Read by its own people, by advisers of
-- helplines and by the program; written by its own people in their own name.
create table responder_offer (
  organisation text not null default current_setting('nrm.organisation'),
  id uuid not null,
  areas text[] not null check (cardinality(areas) between 1 and 400),
  languages text[] not null check (cardinality(languages) <= 200),
  interpreters boolean not null,
  workers text[] not null check (cardinality(workers) between 1 and 2 and workers <@ array['woman', 'man']),
  ages text[] not null check (cardinality(ages) between 1 and 2 and ages <@ array['adult', 'child']),
  places integer not null check (places between 0 and 500),
  until_day date not null,
  changed_by text not null default current_setting('nrm.actor'),
  changed_at timestamptz not null default clock_timestamp(),
  team text not null default current_setting('nrm.team'),
  primary key (organisation, id)
);
select nrm_guard('responder_offer', array['intake', 'operations'], array['intake', 'operations']);
select nrm_policies('responder_offer',
  $$organisation = (select nrm_claim('read', '{worklist}', 'own-draft')) or (select nrm_claim('read', '{worklist}', 'signal-of-own-team')) is not null
    or (select nrm_by_service())$$,
  $$organisation = (select nrm_claim('write', '{worklist}', 'own-draft')) and changed_by = (select (nrm_signed())[1])$$,
  $$organisation = (select nrm_claim('write', '{worklist}', 'own-draft')) and changed_by = (select (nrm_signed())[1])$$,
  null);
create index responder_offer_until on responder_offer (until_day);

-- What somebody wishes of who meets them, as an adviser read it: codes, sealed with the signal's own key, since together they may point at one person.
create table signal_wish (
  file uuid primary key references file (id),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('signal_wish', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_wish', 'file', '{narrative}', '{narrative}');
create policy erased_found on signal_wish for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_wish.file));
create policy erased_goes on signal_wish for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_wish.file));
revoke select on signal_wish from nrm_operations;
grant select (file) on signal_wish to nrm_operations;

-- What became of each ask: a copy of the ledger, to list and count by.
alter table signal_referral
  add column state text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'ended', 'begun')),
  add column why text,
  add column urgent boolean not null default false,
  add column asked_at timestamptz not null default clock_timestamp(),
  add column answered_at timestamptz,
  add column ended_at timestamptz;
do $$
begin
  update signal_referral set state = 'begun' where draft is not null;
  -- Before this, somebody could be asked for at several organisations at once: the newest stands.
  update signal_referral old set state = 'ended'
    where old.state = 'asked' and exists (select from signal_referral newer where newer.file = old.file and newer.number > old.number);
  update signal_referral set ended_at = asked_at where state = 'ended';
  update signal_referral set answered_at = asked_at where state = 'begun';
end
$$;
alter table signal_referral
  alter column state drop default, alter column asked_at drop default, alter column urgent drop default,
  add constraint declined_with_a_reason check ((state = 'declined') = (why is not null)),
  add constraint answered_when check (case state when 'asked' then answered_at is null when 'ended' then true else answered_at is not null end),
  add constraint ended_when check ((state = 'ended') = (ended_at is not null)),
  add constraint begun_with_a_draft check ((state = 'begun') = (draft is not null));
-- One open ask at a time, and no organisation again that was asked, but for one whose ask was taken back.
create unique index one_ask_open on signal_referral (file) where state in ('asked', 'accepted');
create unique index never_asked_twice on signal_referral (file, asked_of) where state <> 'ended';
drop index signal_referral_of;
create index signal_referral_of on signal_referral (asked_of, state);

-- An answer stands: asked, then accepted or declined; accepted, then begun; or ended before.
create function nrm_ask_goes_on() returns trigger language plpgsql as $$
begin
  if new.file <> old.file or new.number <> old.number or new.asked_of <> old.asked_of or new.asked_at <> old.asked_at
     or not (new.state = old.state and new is not distinct from old
       or old.state = 'asked' and new.state in ('accepted', 'declined', 'ended')
       or old.state = 'accepted' and new.state in ('begun', 'ended')) then
    raise exception 'this ask has its answer' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger ask_goes_on before update on signal_referral for each row execute function nrm_ask_goes_on();
