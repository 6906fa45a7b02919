-- Need to know: what stands in a case is there for who has it, for a time, or for those it waits for. The authority's lists stay its own.

-- Who has the case and until when; and for whom it waits where it needs somebody more: anybody of the authority, or a manager. Apart from
-- the columns that lists are sorted by, since these hold from the end of a transaction on: who acts keeps their standing until it is stored.
alter table queue add column held_by text, add column held_until timestamptz, add column asks text check (asks in ('team', 'manager')),
  add constraint held_until_a_day check ((held_by is null) = (held_until is null));

-- Cases from before: as if the last step in them was when their row changed last.
update queue set
  held_by = allocated_to,
  held_until = case when allocated_to is not null then changed_at + case waits when 'done' then interval '43 days' else interval '184 days' end end,
  asks = case
    when (allocated_to is null and waits <> 'done') or waits in ('second-person', 'reconsideration')
      or exists (select from people_task t where t.file = queue.file and t.what not in ('conflict', 'glass')) then 'team'
    when exists (select from people_task t where t.file = queue.file) then 'manager'
  end;

do $$
declare
  all_roles text := 'nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations';
begin
  execute format('alter policy context on event to %s', all_roles);
end
$$;

-- Says how the case stands from now on. Only whoever has just written in its ledger may say so, and nothing else sets these columns.
create function nrm_stands(of_file uuid, who text, until timestamptz, for_whom text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := public.nrm_signed();
begin
  if says is null or not exists (
    select from public.event e where e.file = of_file and e.actor = says[1] and e.recorded_at >= transaction_timestamp()
  ) then
    raise exception 'how a case stands follows from its ledger' using errcode = 'insufficient_privilege';
  end if;
  update public.queue set held_by = who, held_until = until, asks = for_whom where file = of_file;
end
$$;
create function nrm_standing_follows() returns trigger language plpgsql as $$
begin
  if current_user in ('nrm_intake', 'nrm_decision', 'nrm_support', 'nrm_analysis', 'nrm_statistics', 'nrm_audit', 'nrm_operations') then
    raise exception 'how a case stands follows from its ledger' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger standing_follows before update on queue for each row
  when ((old.held_by, old.held_until, old.asks) is distinct from (new.held_by, new.held_until, new.asks)) execute function nrm_standing_follows();

-- Whether one of the claimed relations holds between who asks and a record. `item`: the question, where one item is asked for; else any.
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
    return public.nrm_may_beside(of_file, claims);
  elsif f.kind in ('support', 'counselling', 'guardian') then
    if 'any-walled' = any (allowed) or (f.kind = 'support' and 'any-support-record' = any (allowed)) then
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
  elsif f.kind = 'person' then
    return 'any-person' = any (allowed);
  end if;
  return 'no-record' = any (allowed);
end
$$;

-- As before, and: whether somebody has the case and until when, and for whom it waits. Of who has it only whether it is who asks.
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

-- Lists are the authority's: a line of them opens nothing.
drop policy authority on queue;
create policy authority on queue for select to nrm_decision
  using (authority = (select nrm_claim('read', '{worklist}', 'authority-list')));
drop policy authority on letter;
create policy authority on letter for select to nrm_decision
  using (state <> 'handed-over' and authority = (select nrm_claim('read', '{post}', 'authority-list')));

-- To give or take a case is a field of its own.
