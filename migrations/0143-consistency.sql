-- How like cases were decided, for who looks after the quality of decisions: by stage, quarter, age at exploitation and exploitation, and by
-- nothing else that is known of a person. Counted here, so that no small number leaves the database.
create policy owner_works on statistic for select to current_user using (true);
alter policy context on statistic to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations;

-- The four whole quarters before the one of `today`; a quarter that still runs is never counted. `fewest`: of each outcome, and never below five.
create function nrm_consistency(stages text[], today date, fewest integer)
returns table (stage text, quarter text, age text, exploitation text, decided integer, positive integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ends date := date_trunc('quarter', today)::date - 1;
  begins date := (date_trunc('quarter', today) - interval '12 months')::date;
begin
  if not coalesce('no-record' = any ((public.nrm_claims('read', '{figures}'))[6:]), false) then
    raise exception 'not for them to count' using errcode = 'insufficient_privilege';
  end if;
  return query
    with made as materialized (
      select s.statistics_id, s.question, s.code, to_char(s.valid_from, 'YYYY"-Q"Q') as at from public.statistic s
      where s.question = any (stages) and s.valid_from between begins and ends and s.recorded_to = 'infinity'
        and not exists (select from public.statistic d where d.statistics_id = s.statistics_id and d.question = 'duplicate' and d.recorded_to = 'infinity')),
    said as (
      select made.*,
        (select max(a.code) from public.statistic a where a.statistics_id = made.statistics_id and a.question = 'age-at-exploitation'
          and a.recorded_to = 'infinity') as years,
        (select string_agg(e.code, ' ' order by e.code) from public.statistic e where e.statistics_id = made.statistics_id and e.question = 'exploitation'
          and e.recorded_to = 'infinity') as kinds
      from made)
    select said.question, said.at, coalesce(said.years, 'unknown'), coalesce(said.kinds, 'not-specified'), count(*)::int,
      (count(*) filter (where said.code = 'positive'))::int
    from said group by 1, 2, 3, 4
    having count(*) filter (where said.code = 'positive') >= greatest(fewest, 5) and count(*) filter (where said.code = 'negative') >= greatest(fewest, 5);
end
$$;
revoke all on function nrm_consistency(text[], date, integer) from public;
grant execute on function nrm_consistency(text[], date, integer) to nrm_statistics;
