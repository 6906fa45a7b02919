-- Everybody at work who may come near a record says whom they are bound to, not those who decide alone; and whoever acts may be asked of a file
-- whether it names one of theirs, where they may not see by what.
grant select, insert, delete on staff_token to nrm_analysis;
do $$
declare
  named text;
begin
  foreach named in array array['staff_token', 'blind_index'] loop
    execute format('alter policy context on %I to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations', named);
    execute format('create policy owner_compares on %I for select to %I using (nrm_signed() is not null)', named, current_user);
  end loop;
end
$$;
-- A phone number by itself, or a name and a birth date together: as src/kit/store/standing.ts asks it of anybody.
create function nrm_names_me(of_file uuid) returns boolean
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from public.staff_token bound join public.blind_index found on found.token = bound.token and found.file = of_file
    where bound.person = (public.nrm_signed())[1] group by bound.entry
    having bool_or(bound.how = 'phone') or (bool_or(bound.how = 'name') and bool_or(bound.how = 'date')))
$$;
