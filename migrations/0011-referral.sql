-- The referral room's own tables: drafts of a team, what was sent by whom, and notifications without a name.

-- One row per unfinished draft; its answers are sealed in the answer tables. It goes when the draft is sent or destroyed.
create table referral_draft (
  file uuid primary key references file (id) on delete cascade,
  -- What the team calls it among themselves, sealed: people write names although they are asked not to.
  label bytea not null,
  nation text not null,
  started_by text not null default current_setting('nrm.actor'),
  last_writer text not null default current_setting('nrm.actor'),
  last_written timestamptz not null,
  -- Counts the writes, so that two people writing at once notice each other.
  writes integer not null default 0,
  -- The day of it by the service's own clock, from which the draft's expiry is counted.
  last_day date not null,
  -- The colleague it was handed to, if any; the whole team sees it all the same.
  handed_to text,
  danger_since timestamptz,
  danger_seen_by text,
  danger_seen_at timestamptz,
  -- Which wording of the notice was explained when consent was last answered.
  notice text,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create index referral_draft_by_team on referral_draft (organisation, team, last_written);
select nrm_guard('referral_draft', array['intake', 'operations'], array['intake'], array['intake', 'operations']);

-- An unlawful image in a draft was sealed away and given to the police before the referral was sent.
create table referral_handed_over (
  file uuid not null,
  document uuid not null,
  handed_on date not null,
  actor text not null default current_setting('nrm.actor'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, document),
  foreign key (file, document) references document (file, id) on delete cascade
);
select nrm_guard('referral_handed_over', array['intake'], array['intake'], array['intake', 'operations']);

-- What an organisation's team has sent is read off the ledger: the first event of a case is its referral.
create index event_referred_by on event (organisation, team, recorded_at desc) where number = 1 and stream = 'case';

-- A notification holds closed codes and a month: no day, no hour, no person at work, nothing that leads back to a draft.
-- Its id is random, and its team is left empty on purpose.
create table notification (
  id uuid primary key default gen_random_uuid(),
  -- A keyed hash of the code that its writer was shown once.
  code bytea not null unique check (length(code) = 32),
  nation text not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  force text not null,
  gender text not null,
  nationalities text[] not null check (cardinality(nationalities) between 1 and 2),
  exploitation text[] not null check (cardinality(exploitation) > 0),
  why text[] not null check (cardinality(why) > 0),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default '' check (team = '')
);
create trigger never_changed before update or delete on notification for each row execute function nrm_refuse_change();
select nrm_guard('notification', array['intake', 'decision', 'statistics', 'operations'], array['intake', 'operations']);

-- A later referral quoted a notification's code: the responder's own word that it is about the same person.
create table notification_quoted (
  file uuid not null references file (id),
  notification uuid not null references notification (id),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, notification)
);
select nrm_guard('notification_quoted', array['intake', 'decision'], array['intake'], array['intake']);

-- A draft belongs to one organisation; nobody else's query reaches it.
create policy own_organisation on referral_draft as restrictive for all to nrm_intake
  using (organisation = current_setting('nrm.organisation')) with check (organisation = current_setting('nrm.organisation'));
