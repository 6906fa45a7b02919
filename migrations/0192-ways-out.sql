-- Who answers for support, houses of providers, and the person at a door of their own: what the database must know to judge the policy's rows for them.

-- A house is a file of its own: its address is sealed with its own key and is read by who keeps it.
alter table file drop constraint file_kind_check;
alter table file add constraint file_kind_check
  check (kind in ('case', 'support', 'counselling', 'guardian', 'signal', 'person', 'place', 'installation'));
drop policy adds on file;
create policy adds on file for insert to nrm_intake, nrm_decision, nrm_support, nrm_operations with check (
  not frozen and case kind
    when 'case' then (organisation, team) = (select says[2], says[3] from (select nrm_claims('write', '{worklist}') as says) c where 'own-draft' = any (says[6:]))
    when 'support' then (select nrm_claim('write', '{course}', 'any-support-record')) is not null
    when 'person' then (select nrm_claim('write', '{course}', 'any-person')) is not null
    when 'place' then organisation = (select nrm_claim('write', '{administrative}', 'own-place'))
    when 'signal' then (organisation, team) = (select says[2], says[3] from (select nrm_claims('write', '{analysis}') as says) c where 'signal-of-own-team' = any (says[6:]))
    else false
  end);

-- Doors of persons: a random name that stands for who came in by it. What opens one is kept elsewhere.
create table own_door (
  door text primary key,
  person uuid not null references file (id),
  opened_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  check (closed_at >= opened_at)
);
create unique index one_door_open on own_door (person) where closed_at is null;
select nrm_guard('own_door', array['decision', 'support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('own_door', 'person', '{course,keys}', '{course}', '{course}');
do $$
begin
  execute format('alter policy context on own_door to %s', 'nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations');
  execute format('create policy owner_works on own_door for select to %I using (true)', current_user);
end
$$;

-- Whether a door stands open for the person that a file is about. A closed one opens nothing from that moment on.
create function nrm_themselves(of_file uuid, who text) returns boolean
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.own_door d join public.person_file p on p.person = d.person
    where p.file = of_file and d.door = who and d.closed_at is null)
$$;

-- As before, and: a provider's own support records and houses, and the person's own files.
create or replace function nrm_may(of_file uuid, claims text[], item text default null) returns boolean
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
  select file.kind, file.frozen, file.organisation = of_org as ours, file.team = claims[3] as our_team, file.seen_until, queue.authority,
      queue.held_by, queue.held_until, queue.asks
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
    if 'any-case' = any (allowed) then
      return true;
    elsif f.authority = of_org and (
      'authority-list' = any (allowed)
      or ('deciding-authority' = any (allowed) and f.held_by = me and f.held_until > claims[5]::timestamptz)
      or ('team-queue' = any (allowed) and f.asks = 'team')
      or ('manager-queue' = any (allowed) and f.asks = 'manager')
      or ('unheld-case' = any (allowed) and (f.held_by is null or f.held_until <= claims[5]::timestamptz))
    ) then
      return true;
    elsif f.ours and allowed && '{referred,referred-undecided}' and f.seen_until > claims[5]::timestamptz then
      if 'referred' = any (allowed) or not exists (select from public.decision d where d.file = of_file) then
        return true;
      end if;
    end if;
    return ('own-case' = any (allowed) and public.nrm_themselves(of_file, me)) or public.nrm_may_beside(of_file, claims);
  elsif f.kind in ('support', 'counselling', 'guardian') then
    if 'any-walled' = any (allowed) or (f.kind = 'support' and 'any-support-record' = any (allowed)) then
      return true;
    elsif f.kind = 'support' and (
      ('own-support-record' = any (allowed) and f.ours)
      or ('own-record' = any (allowed) and public.nrm_themselves(of_file, me))
    ) then
      return true;
    elsif f.ours and (case f.kind when 'support' then 'supports' when 'counselling' then 'counsels' else 'guardian-of' end) = any (allowed) then
      return exists (select from public.access_named n where n.file = of_file and n.person = me and n.ends > claims[5]::timestamptz);
    end if;
    return 'released-item' = any (allowed) and exists (
      select from public.access_release r join public.queue q on q.file = r.released_to
      where r.file = of_file and (item is null or r.question = item) and r.withdrawn is null and q.authority = of_org
        and q.held_by = me and q.held_until > claims[5]::timestamptz);
  elsif f.kind = 'signal' then
    return 'any-signal' = any (allowed) or (f.ours and f.our_team and 'signal-of-own-team' = any (allowed));
  elsif f.kind = 'place' then
    return 'any-place' = any (allowed) or (f.ours and 'own-place' = any (allowed));
  elsif f.kind = 'person' then
    return 'any-person' = any (allowed);
  end if;
  return 'no-record' = any (allowed);
end
$$;


-- As before, and: whether who asks came in by a door of the person.
create or replace function nrm_facts(of_file uuid) returns jsonb
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := public.nrm_signed();
  moment timestamptz;
begin
  if says is null then
    return null;
  end if;
  moment := case when says[7] <> '' and (select practice from public.installation) then says[7]::timestamptz else clock_timestamp() end;
  return (
    select jsonb_build_object(
      'kind', case when file.kind = 'case' and not file.frozen then 'draft' else file.kind end,
      'organisation', file.organisation, 'team', file.team, 'seenUntil', file.seen_until,
      'handedTo', (select d.handed_to from public.referral_draft d where d.file = of_file and d.handed_to = says[1]),
      'decided', exists (select from public.decision d where d.file = of_file),
      'authority', queue.authority,
      'allocatedTo', case when queue.held_by = says[1] then says[1] when queue.held_by is not null then '' end,
      'heldUntil', queue.held_until,
      'waitsFor', queue.asks,
      'named', coalesce((select jsonb_agg(jsonb_build_object('person', n.person, 'until', n.ends)) from public.access_named n
        where n.file = of_file and n.person = says[1]), '[]'),
      'grants', coalesce((select jsonb_agg(jsonb_build_object('to', g.holder, 'as', g.acts_as, 'from', g.starts, 'until', g.ends, 'revoked', g.revoked))
        from public.access_grant g where g.file = of_file and g.holder = says[1]), '[]'),
      'glass', coalesce((select jsonb_agg(jsonb_build_object('person', b.person, 'classes', b.classes, 'from', b.starts, 'until', b.ends))
        from public.access_glass b where b.file = of_file and b.person = says[1]), '[]'),
      'doors', case when public.nrm_themselves(of_file, says[1]) then jsonb_build_array(says[1]) else '[]' end,
      'released', exists (select from public.access_release r join public.queue q on q.file = r.released_to
        where r.file = of_file and r.withdrawn is null and q.authority = says[2] and q.held_by = says[1] and q.held_until > moment),
      'conflicts', case when exists (select from public.access_conflict c where c.file = of_file and c.person = says[1])
        then jsonb_build_array(says[1]) else '[]' end,
      'sealedTo', case when exists (select from public.access_seal s where s.file = of_file) then coalesce((select jsonb_agg(t.person)
        from public.access_sealed_to t where t.file = of_file and t.person = says[1]), '[]') end,
      'now', moment)
    from public.file left join public.queue on queue.file = file.id where file.id = of_file);
end
$$;
