-- What was agreed of a caseload holds for whoever takes somebody on themselves, too: more takes a reason, which a manager gives, or the
-- emergency that somebody begins help in. A record that no provider keeps yet counts for none.
create or replace function nrm_caseload_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  keeper text;
  says text[] := public.nrm_signed();
  practice boolean := coalesce((select i.practice from public.installation i), false);
  moment timestamptz := clock_timestamp();
begin
  if new.over is not null then
    return null;
  end if;
  -- The practice caseload bears a past of its own, and practice pretends a day; real files go by this clock.
  if practice and says[4] = 'system' and coalesce(current_setting('nrm.practice_load', true), '') = 'on' then
    return null;
  elsif practice and coalesce(says[7], '') <> '' then
    moment := says[7];
  end if;
  select f.organisation into keeper from public.file f where f.id = new.file and f.kind = 'support';
  if keeper is null or keeper = 'service' or new.ends <= moment then
    return null;
  end if;
  -- Whom they look after already counts for nothing more.
  if tg_op = 'UPDATE' then
    if old.ends > moment then
      return null;
    end if;
  end if;
  perform public.nrm_caseload_turn(keeper, new.person);
  if (select count(*) from public.access_named n join public.support_record s on s.file = n.file join public.file f on f.id = n.file
      where n.person = new.person and n.ends > moment and s.ended is null and f.organisation = keeper)
    > coalesce((select p.most_records from public.support_provider p where p.organisation = keeper), 20) then
    raise exception 'this worker looks after as many people as was agreed' using errcode = 'check_violation', constraint = 'caseload_agreed';
  end if;
  return null;
end
$$;
