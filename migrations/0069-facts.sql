-- What is true of a record for who asks, unjudged: the program judges it by its own reading of the policy before it opens the record.
-- It says nothing of anybody else: whether they are in conflict, on the list of a seal, named, chosen, or have broken the glass.
create function nrm_facts(of_file uuid) returns jsonb
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := public.nrm_signed();
begin
  if says is null then
    return null;
  end if;
  return (
    select jsonb_build_object(
      'kind', case when file.kind = 'case' and not file.frozen then 'draft' else file.kind end,
      'organisation', file.organisation, 'team', file.team, 'seenUntil', file.seen_until,
      'handedTo', (select d.handed_to from public.referral_draft d where d.file = of_file and d.handed_to = says[1]),
      'decided', exists (select from public.decision d where d.file = of_file),
      'authority', queue.authority,
      'allocatedTo', case when queue.allocated_to = says[1] then says[1] end,
      'named', coalesce((select jsonb_agg(jsonb_build_object('person', n.person, 'until', n.ends)) from public.access_named n
        where n.file = of_file and n.person = says[1]), '[]'),
      'grants', coalesce((select jsonb_agg(jsonb_build_object('to', g.holder, 'as', g.acts_as, 'from', g.starts, 'until', g.ends, 'revoked', g.revoked))
        from public.access_grant g where g.file = of_file and g.holder = says[1]), '[]'),
      'glass', coalesce((select jsonb_agg(jsonb_build_object('person', b.person, 'classes', b.classes, 'from', b.starts, 'until', b.ends))
        from public.access_glass b where b.file = of_file and b.person = says[1]), '[]'),
      'released', exists (select from public.access_release r join public.queue q on q.file = r.released_to
        where r.file = of_file and r.withdrawn is null and q.authority = says[2] and q.allocated_to = says[1]),
      'conflicts', case when exists (select from public.access_conflict c where c.file = of_file and c.person = says[1])
        then jsonb_build_array(says[1]) else '[]' end,
      'sealedTo', case when exists (select from public.access_seal s where s.file = of_file) then coalesce((select jsonb_agg(t.person)
        from public.access_sealed_to t where t.file = of_file and t.person = says[1]), '[]') end,
      'now', case when says[7] <> '' and (select practice from public.installation) then says[7]::timestamptz else clock_timestamp() end)
    from public.file left join public.queue on queue.file = file.id where file.id = of_file);
end
$$;
