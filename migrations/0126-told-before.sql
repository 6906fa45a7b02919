-- What passes outside: nothing is put together before the person has been told, unless two people wrote down why they are not told now.
-- The same is refused in src/journey/outside.ts; here it holds whatever the program does.
create function nrm_told_before() returns trigger language plpgsql as $$
begin
  if new.what = 'disclosure' and not exists (
    select from event agreed where agreed.file = new.file and agreed.kind = 'DisclosureAgreed' and agreed.body ->> 'number' = new.number::text
      and (agreed.body ->> 'told' in ('unsafe', 'not-reached')
        or exists (select from event told where told.file = new.file and told.kind = 'DisclosureTold' and told.body ->> 'number' = new.number::text))
  ) then
    raise exception 'the person has not been told of this disclosure' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger told_before before insert on bundle for each row execute function nrm_told_before();
-- That somebody was told is said by people.
alter table event add constraint told_by_people check (role <> 'system' or kind not in ('DisclosureTold', 'DisclosurePassed'));
