-- The service's own organisation is never ended: one administrator could otherwise lock out everybody, themselves and the next ones included.
alter table admitted add constraint service_stays check (code <> 'service' or ended_at is null);

-- Who somebody is does not change under the roles that two people gave them: neither address nor organisation.
create or replace function nrm_left_for_good() returns trigger language plpgsql as $$
declare
  free text[] := array['name', 'works_in', 'visits_ended_at', 'left_by', 'left_at'];
begin
  if old.left_at is not null then
    raise exception 'who left has left; a return is a new beginning' using errcode = 'restrict_violation';
  end if;
  if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'who somebody is at work is never changed' using errcode = 'restrict_violation';
  end if;
  if new.left_at is not null then
    new.left_at := clock_timestamp();
    new.left_by := current_setting('nrm.actor');
  end if;
  return new;
end
$$;

-- Accounts and keys are bound by the service alone, when their person stands at the door; no administrator binds one, and none is handed on.
create trigger never_changed before update on staff_account for each row execute function nrm_refuse_change();
create policy bound_at_the_door on staff_account as restrictive for insert to public with check ((select current_setting('nrm.role', true)) = 'system');
create policy bound_at_the_door on passkey as restrictive for insert to public with check ((select current_setting('nrm.role', true)) = 'system');
