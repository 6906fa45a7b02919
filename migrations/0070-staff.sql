-- Who works here: organisations admitted, their people, what each may do, and how they show who they are. All looked up at each request.

-- What two people do: the context of the transaction says who, not the program. A row is proposed, then approved by somebody else,
-- then perhaps ended; nothing else of it ever changes. `by_keys`: done at the command line by whoever holds the owner's keys.
create function nrm_stamp_two() returns trigger language plpgsql as $$
declare
  person text := current_setting('nrm.actor');
  -- What a trigger names besides may change once as well.
  free text[] := array['approved_by', 'approved_at', 'ended_by', 'ended_at'] || tg_argv;
begin
  if tg_op = 'INSERT' then
    if new.by_keys and current_setting('nrm.role') <> 'system' then
      raise exception 'only the command line gives this alone' using errcode = 'insufficient_privilege';
    end if;
    new.proposed_by := person;
    new.proposed_at := clock_timestamp();
    new.approved_by := case when new.by_keys then 'keys' end;
    new.approved_at := case when new.by_keys then new.proposed_at end;
    new.ended_by := null;
    new.ended_at := null;
    return new;
  end if;
  if old.ended_at is not null or to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'what was proposed is approved or ended, and never changed' using errcode = 'restrict_violation';
  end if;
  new.approved_by := case when old.approved_at is not null then old.approved_by when new.approved_at is not null then person end;
  new.approved_at := case when old.approved_at is not null then old.approved_at when new.approved_at is not null then clock_timestamp() end;
  new.ended_by := case when new.ended_at is not null then person end;
  new.ended_at := case when new.ended_at is not null then clock_timestamp() end;
  return new;
end
$$;

create table admitted (
  code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{1,63}$'),
  name text not null check (name <> ''),
  kind text not null,
  by_keys boolean not null default false,
  proposed_by text not null, proposed_at timestamptz not null,
  approved_by text check (approved_by <> proposed_by), approved_at timestamptz,
  ended_by text, ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check ((approved_by is null) = (approved_at is null))
);

-- E-mail domains of an organisation. Several may share one (a hospital trust and its neighbours): it never says by itself who somebody is.
create table admitted_domain (
  id uuid primary key default gen_random_uuid(),
  admitted text not null references admitted (code),
  domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$'),
  below boolean not null default false,
  by_keys boolean not null default false,
  proposed_by text not null, proposed_at timestamptz not null,
  approved_by text check (approved_by <> proposed_by), approved_at timestamptz,
  ended_by text, ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check ((approved_by is null) = (approved_at is null))
);
create unique index admitted_domain_once on admitted_domain (admitted, domain) where ended_at is null;

create table staff (
  id text primary key check (id ~ '^[0-9a-f-]{36}$'),
  name text not null check (name <> ''),
  email text not null check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$'),
  works_at text not null references admitted (code),
  works_in text not null check (works_in <> ''),
  added_by text not null default current_setting('nrm.actor'),
  added_at timestamptz not null default clock_timestamp(),
  -- Visits begun before this are over.
  visits_ended_at timestamptz,
  left_by text,
  left_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create unique index staff_email_once on staff (email) where left_at is null;

-- A leaver does not come back under the same row: everything that was theirs ended with it.
create function nrm_left_for_good() returns trigger language plpgsql as $$
begin
  if old.left_at is not null then
    raise exception 'who left has left; a return is a new beginning' using errcode = 'restrict_violation';
  end if;
  if new.left_at is not null then
    new.left_at := clock_timestamp();
    new.left_by := current_setting('nrm.actor');
  end if;
  return new;
end
$$;
create trigger left_for_good before update on staff for each row execute function nrm_left_for_good();

create table staff_grant (
  id uuid primary key default gen_random_uuid(),
  staff text not null references staff (id),
  role text not null check (role <> 'system'),
  until timestamptz,
  by_keys boolean not null default false,
  proposed_by text not null check (proposed_by <> staff), proposed_at timestamptz not null,
  approved_by text check (approved_by <> proposed_by and approved_by <> staff), approved_at timestamptz,
  ended_by text, ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check ((approved_by is null) = (approved_at is null))
);
create unique index staff_grant_once on staff_grant (staff, role) where ended_at is null;

-- An account of an issuer (OpenID Connect), bound to one person at work.
create table staff_account (
  issuer text not null,
  subject text not null,
  staff text not null references staff (id),
  how text not null check (how in ('invitation', 'email')),
  bound_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (issuer, subject),
  unique (staff, issuer)
);

-- An invitation's code has two halves: who proposes it is shown one, who approves it the other, so that neither could come in as somebody else.
create table invitation (
  id uuid primary key default gen_random_uuid(),
  staff text not null references staff (id),
  first_hash text not null check (first_hash ~ '^[0-9a-f]{64}$'),
  second_hash text check (second_hash ~ '^[0-9a-f]{64}$'),
  expires timestamptz not null,
  used_at timestamptz,
  by_keys boolean not null default false,
  proposed_by text not null check (proposed_by <> staff), proposed_at timestamptz not null,
  approved_by text check (approved_by <> proposed_by and approved_by <> staff), approved_at timestamptz,
  ended_by text, ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check ((approved_by is null) = (approved_at is null)),
  check ((second_hash is null) = (approved_at is null))
);
create unique index invitation_once on invitation (staff) where ended_at is null and used_at is null;
create index invitation_code on invitation (first_hash);

create table passkey (
  id text primary key check (id ~ '^[A-Za-z0-9_-]+$' and length(id) between 16 and 1400),
  staff text not null references staff (id),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  label text not null default '',
  made_at timestamptz not null default clock_timestamp(),
  last_used date,
  ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create index passkey_of on passkey (staff) where ended_at is null;
-- A counter that goes back means that the key was copied: nobody may write that over.
create function nrm_passkey_onward() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.public_key is distinct from old.public_key or new.staff is distinct from old.staff
     or new.counter < old.counter then
    raise exception 'a passkey only goes onward' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger onward before update on passkey for each row execute function nrm_passkey_onward();

-- A program of an organisation: a client of the issuer that speaks for one person at work.
create table machine (
  id uuid primary key default gen_random_uuid(),
  issuer text not null,
  client text not null check (client <> ''),
  staff text not null references staff (id),
  by_keys boolean not null default false,
  proposed_by text not null, proposed_at timestamptz not null,
  approved_by text check (approved_by <> proposed_by), approved_at timestamptz,
  ended_by text, ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check ((approved_by is null) = (approved_at is null))
);
create unique index machine_once on machine (issuer, client) where ended_at is null;

-- A sign-in or step-up under way: some minutes long, taken once. What was typed is sealed with a secret that only the browser holds.
create table sign_in (
  state_hash text primary key check (state_hash ~ '^[0-9a-f]{64}$'),
  browser_hash text not null,
  what text not null check (what in ('sign-in', 'step-up', 'passkey', 'new-passkey')),
  secrets text not null,
  staff text,
  visit text,
  invitation text,
  next text not null,
  carried bytea,
  expires timestamptz not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create index sign_in_expires on sign_in (expires);

alter table session add column grant_id uuid;
-- When this person last proved who they are; null where nothing is known of it.
alter table session add column proved_at timestamptz;
create index session_staff on session (staff);

do $$
declare
  named text;
begin
  foreach named in array array['admitted', 'admitted_domain', 'staff', 'staff_grant', 'staff_account', 'invitation', 'passkey', 'machine'] loop
    perform nrm_guard(named::regclass, array['operations'], array['operations']);
    -- The service looks up who is at the door; administrators give and take access. Nobody else sees who works here.
    execute format($policy$create policy access_only on %I as restrictive for all to public
      using ((select current_setting('nrm.role', true)) in ('system', 'administrator'))
      with check ((select current_setting('nrm.role', true)) in ('system', 'administrator'))$policy$, named);
    execute format('create trigger never_removed before delete on %I for each row execute function nrm_refuse_change()', named);
  end loop;
  foreach named in array array['admitted', 'admitted_domain', 'staff_grant', 'machine'] loop
    execute format('create trigger two_people before insert or update on %I for each row execute function nrm_stamp_two()', named);
  end loop;
  create trigger two_people before insert or update on invitation for each row execute function nrm_stamp_two('second_hash', 'used_at');
end
$$;
select nrm_guard('sign_in', array['operations'], array['operations'], array['operations']);
create policy service_only on sign_in as restrictive for all to public
  using ((select current_setting('nrm.role', true)) = 'system')
  with check ((select current_setting('nrm.role', true)) = 'system');
