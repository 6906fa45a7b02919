-- Somebody known before comes back: that a later file is theirs is judged by people, and carried out by the program.
alter table event add constraint further_by_people check (role <> 'system' or kind not in ('FurtherReferral', 'FurtherReferralUndone'));
-- Written by the program in the name of a worker: never without that name.
alter table event add constraint known_by_people check (kind not in ('KnownBefore', 'KnownBeforeUndone') or body ->> 'by' is not null);

-- The program joins two persons only where somebody judged a file of one to be about the person of a file of the other: of a case
-- whoever has it, of a support record the worker who is named in it.
create or replace function nrm_match_by_people() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from public.event judged join public.person_file kept on kept.file::text = judged.body ->> 'of'
    where judged.file::text = new.body ->> 'with' and kept.person = new.file
      and (judged.kind in ('MarkedDuplicate', 'FurtherReferral') and judged.role <> 'system'
        or judged.kind = 'KnownBefore'
          and exists (select from public.access_named named where named.file = judged.file and named.person = judged.body ->> 'by'))
  ) then
    raise exception 'nobody has judged this match' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
