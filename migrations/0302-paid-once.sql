-- A person who was found to have two open support records is paid in the one that opened first. Asked by the owner for the program, as ids: judging each
-- person's row for each of 20,000 records would cost more than the run.
create function nrm_paid_elsewhere(files uuid[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.file from public.support_record s join public.person_file mine on mine.file = s.file
  where (select (public.nrm_signed())[4] = 'system') and s.file = any (files) and s.ended is null and exists (
    select from public.person_file theirs join public.support_record other on other.file = theirs.file
    where theirs.person = mine.person and theirs.file <> s.file and other.ended is null and (other.since, other.file) < (s.since, s.file))
$$;
