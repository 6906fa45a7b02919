-- The program joins two persons only where somebody at work judged a case of one to be a duplicate of a case of the other.
create function nrm_match_by_people() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from public.event judged join public.person_file kept on kept.file::text = judged.body ->> 'of'
    where judged.file::text = new.body ->> 'with' and judged.kind = 'MarkedDuplicate' and judged.role <> 'system' and kept.person = new.file
  ) then
    raise exception 'nobody has judged this match' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
do $$
begin
  execute format('create policy owner_works on event for select to %I using (true)', current_user);
end
$$;
create trigger match_by_people before insert on event for each row
  when (new.kind = 'FileJoined' and new.role = 'system' and new.body ->> 'how' = 'confirmed-match'
    and current_setting('nrm.practice_load', true) is distinct from 'on') execute function nrm_match_by_people();
