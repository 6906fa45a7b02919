-- Who may read and write what of which record, judged by the database itself. The rows of the policy are data (src/access/matrix.ts is
-- their one authority and is copied here when migrating); what the conditions, relations and bars mean is written here a second time.

-- The rows, one line a role, kind of organisation, purpose, verb and field, with every relation that allows it.
create table upkeep.policy_cell (
  role text not null,
  kind text not null,
  purpose text not null,
  verb text not null,
  field text not null,
  relations text[] not null,
  primary key (role, kind, purpose, verb, field)
);
-- Which policy that is: a program with another one does not start on this database.
create table upkeep.policy (
  only_one boolean primary key default true check (only_one),
  fingerprint text not null,
  copied_at timestamptz not null default clock_timestamp()
);
do $$
declare
  named text;
begin
  foreach named in array array['policy_cell', 'policy'] loop
    execute format('alter table upkeep.%I enable row level security', named);
    execute format('alter table upkeep.%I force row level security', named);
    execute format('create policy owner_only on upkeep.%I to %I using (true) with check (true)', named, current_user);
  end loop;
  create policy fingerprints on upkeep.policy for select to public using (true);
  grant select on upkeep.policy to public;
end
$$;

-- Every kind of record that the policy speaks of; and until when who referred may look, by the rule of the day of sending.
alter table file drop constraint file_kind_check;
alter table file add constraint file_kind_check
  check (kind in ('case', 'support', 'counselling', 'guardian', 'signal', 'person', 'installation'));
alter table file add column seen_until timestamptz;
update file set seen_until = (event.day + 731)::timestamp at time zone 'Europe/London'
  from event where event.file = file.id and event.number = 1 and event.stream = 'case';

-- Worklists must stay one range of an index: their rows say whether a conflict or a seal is to be looked up at all.
alter table queue add column careful boolean not null default false;
alter table letter add column careful boolean not null default false;

-- Who asks and which relations would allow it: actor, organisation, team, role, moment, then the relations. Nothing where the context
-- is not signed or no row of the policy fits. A broken glass names its class: glass-on-case:identity.
-- No verb, or no fields: any.
create function nrm_claims(asked text, fields text[]) returns text[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := public.nrm_signed();
  found_relations text[];
  moment text;
begin
  if says is null then
    return null;
  end if;
  if asked is not null and cardinality(fields) = 1 then
    -- The usual question, answered by the key alone.
    select array_replace(narrow.relations, 'glass-on-case', 'glass-on-case:' || narrow.field) into found_relations
      from upkeep.policy_cell narrow
      where narrow.role = says[4] and narrow.kind = says[5] and narrow.purpose = says[6] and narrow.verb = asked and narrow.field = fields[1];
  else
    select array_agg(distinct case one when 'glass-on-case' then one || ':' || cell.field else one end) into found_relations
      from upkeep.policy_cell cell cross join unnest(cell.relations) one
      where cell.role = says[4] and cell.kind = says[5] and cell.purpose = says[6]
        and (asked is null or cell.verb = asked) and (fields is null or cell.field = any (fields));
  end if;
  if found_relations is null then
    return null;
  end if;
  -- Practice pretends a day; real files go by this clock.
  if says[7] <> '' and (select practice from public.installation) then
    moment := says[7];
  else
    moment := clock_timestamp()::text;
  end if;
  return array[says[1], says[2], says[3], says[4], moment] || found_relations;
end
$$;

-- The organisation of who asks, where one relation alone would allow it: a constant that an index can be entered by.
create function nrm_claim(asked text, fields text[], relation text) returns text
language sql stable parallel restricted as $$
  select says[2] from (select nrm_claims(asked, fields) as says) as claimed where relation = any (says[6:])
$$;

-- Whether something is allowed that is about no record.
create function nrm_at_large(asked text, fields text[]) returns boolean language sql stable parallel restricted as $$
  select coalesce('no-record' = any ((nrm_claims(asked, fields))[6:]), false)
$$;

-- Whether the program itself acts.
create function nrm_program() returns boolean language sql stable parallel restricted as $$
  select coalesce(says[4] = 'system' and says[5] = 'service', false) from (select nrm_signed() as says) signed
$$;

-- Whether the practice caseload is being written, which bears a past of its own (data.md 15).
create function nrm_loading() returns boolean language sql stable parallel restricted as $$
  select current_setting('nrm.practice_load', true) = 'on' and nrm_program() and coalesce((select practice from installation), false)
$$;

-- The bars: a conflict of interest of theirs, or a seal that they are not on the list of. The program's own work passes a seal.
create function nrm_open(of_file uuid, says text[]) returns boolean
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- One expression, so that it costs one execution: it is asked for every row.
  return says is not null and not exists (select from public.access_conflict c where c.file = of_file and c.person = says[1])
    and (says[4] = 'system'
      or not exists (select from public.access_seal s where s.file = of_file)
      or exists (select from public.access_sealed_to t where t.file = of_file and t.person = says[1]));
end
$$;

-- Whether one of the claimed relations holds between who asks and a record. `item`: the question, where one item is asked for; else any.
create function nrm_may(of_file uuid, claims text[], item text default null) returns boolean
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  me text := claims[1];
  of_org text := claims[2];
  allowed text[] := claims[6:];
  f record;
begin
  if claims is null then
    return false;
  end if;
  select file.kind, file.frozen, file.organisation = of_org as ours, file.team = claims[3] as our_team, file.seen_until, queue.authority
    into f from public.file left join public.queue on queue.file = file.id where file.id = of_file;
  if not found then
    return false;
  end if;
  if f.kind = 'case' and not f.frozen then
    return 'any-draft' = any (allowed)
      or (f.ours and f.our_team and 'own-draft' = any (allowed))
      or (f.ours and 'handed-draft' = any (allowed)
        and exists (select from public.referral_draft d where d.file = of_file and d.handed_to = me));
  elsif f.kind = 'case' then
    if 'any-case' = any (allowed) or ('deciding-authority' = any (allowed) and f.authority = of_org) then
      return true;
    elsif f.ours and allowed && '{referred,referred-undecided}' and f.seen_until > claims[5]::timestamptz then
      if 'referred' = any (allowed) or not exists (select from public.decision d where d.file = of_file) then
        return true;
      end if;
    end if;
    return public.nrm_may_beside(of_file, claims);
  elsif f.kind in ('support', 'counselling', 'guardian') then
    if 'any-walled' = any (allowed) or (f.kind = 'support' and 'any-support-record' = any (allowed)) then
      return true;
    elsif f.ours and (case f.kind when 'support' then 'supports' when 'counselling' then 'counsels' else 'guardian-of' end) = any (allowed) then
      return exists (select from public.access_named n where n.file = of_file and n.person = me and n.ends > claims[5]::timestamptz);
    end if;
    return 'released-item' = any (allowed) and exists (
      select from public.access_release r join public.queue q on q.file = r.released_to
      where r.file = of_file and (item is null or r.question = item) and r.withdrawn is null and q.authority = of_org and q.allocated_to = me);
  elsif f.kind = 'signal' then
    return 'any-signal' = any (allowed) or (f.ours and f.our_team and 'signal-of-own-team' = any (allowed));
  elsif f.kind = 'person' then
    return 'any-person' = any (allowed);
  end if;
  return 'no-record' = any (allowed);
end
$$;

-- Those who stand beside a case: named in it, chosen by the person, or with a broken glass.
create function nrm_may_beside(of_file uuid, claims text[]) returns boolean
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  allowed text[] := claims[6:];
  moment timestamptz := claims[5];
begin
  if 'named-in-case' = any (allowed)
     and exists (select from public.access_named n where n.file = of_file and n.person = claims[1] and n.ends > moment) then
    return true;
  end if;
  if allowed && '{granted-lawyer,granted-advocate,granted-recipient}' and exists (
    select from public.access_grant g where g.holder = claims[1] and g.file = of_file
      and g.starts <= moment and g.ends > moment and (g.revoked is null or g.revoked > moment)
      and case g.acts_as when 'legal-representative' then 'granted-lawyer' when 'independent-advocate' then 'granted-advocate'
        when 'decision-recipient' then 'granted-recipient' end = any (allowed)) then
    return true;
  end if;
  return exists (select from unnest(allowed) one where one like 'glass-on-case:%') and exists (
    select from public.access_glass b cross join unnest(b.classes) class
    where b.file = of_file and b.person = claims[1] and b.starts <= moment and b.ends > moment and 'glass-on-case:' || class = any (allowed));
end
$$;

-- What these functions read, they read as their owner: who asks needs no right to it. The owner is no superuser, so it needs policies.
do $$
declare
  named text;
  all_roles text := 'nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations';
begin
  foreach named in array array['file', 'queue', 'letter', 'decision', 'document', 'referral_draft', 'installation', 'access_conflict', 'access_seal',
                               'access_sealed_to', 'access_grant', 'access_named', 'access_release', 'access_glass'] loop
    execute format('alter policy context on %I to %s', named, all_roles);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', named, current_user);
  end loop;
  for named in select tablename from pg_tables where schemaname = 'public' and tablename like 'answer\_%' loop
    execute format('alter policy context on %I to %s', named, all_roles);
    execute format('create policy owner_works on %I for select to %I using (true)', named, current_user);
  end loop;
end
$$;

-- Keeps `careful` true on the rows of lists whose record has a conflict or a seal. The file's row is held, so that a row written at the
-- same moment waits and sees it.
create function nrm_mark_careful() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  marked uuid := case tg_op when 'DELETE' then old.file else new.file end;
  is_careful boolean;
begin
  perform from public.file where id = marked for update;
  is_careful := exists (select from public.access_conflict where file = marked) or exists (select from public.access_seal where file = marked);
  update public.queue set careful = is_careful where file = marked and careful <> is_careful;
  update public.letter set careful = is_careful where file = marked and careful <> is_careful;
  return null;
end
$$;
create trigger marks_careful after insert or delete on access_conflict for each row execute function nrm_mark_careful();
create trigger marks_careful after insert or delete on access_seal for each row execute function nrm_mark_careful();

create function nrm_begin_careful() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from public.file where id = new.file for key share;
  new.careful := exists (select from public.access_conflict where file = new.file) or exists (select from public.access_seal where file = new.file);
  return new;
end
$$;
create trigger begins_careful before insert on queue for each row
  when (current_setting('nrm.practice_load', true) is distinct from 'on') execute function nrm_begin_careful();
create trigger begins_careful before insert on letter for each row
  when (current_setting('nrm.practice_load', true) is distinct from 'on') execute function nrm_begin_careful();

-- The newest version of each answer of a class, for those who may write there, even where they may not read what stands there.
create function nrm_versions(of_file uuid, class text) returns table (question text, last integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if class not in ('identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'analysis', 'legal', 'refuge',
                   'administrative')
     or not public.nrm_open(of_file, public.nrm_signed())
     or not public.nrm_may(of_file, public.nrm_claims('write', case class when 'narrative' then array['narrative', 'questions'] else array[class] end)) then
    return;
  end if;
  return query execute format('select a.question, max(a.version) from public.%I a where a.file = $1 group by a.question',
    'answer_' || replace(class, '-', '_')) using of_file;
end
$$;

-- How many documents a record holds, for those who may add one, even where they are shown none.
create function nrm_documents(of_file uuid) returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not public.nrm_open(of_file, public.nrm_signed()) or not public.nrm_may(of_file, public.nrm_claims('write', '{evidence}')) then
    return 0;
  end if;
  return (select count(*) from public.document d where d.file = of_file);
end
$$;
