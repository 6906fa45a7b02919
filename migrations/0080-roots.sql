-- Roots and generations of keys. A root outside the database wraps one wrapping key for each generation; that wraps the keys of files and of
-- the installation. Changing the root makes a new generation, wraps every key anew in it, and then the old one is destroyed.

create table keys.generation (
  number integer primary key check (number > 0),
  made_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
-- What was wrapped before there were generations is of the first.
insert into keys.generation (number, organisation, team) values (1, 'service', 'service');

-- While keys are being wrapped anew, the new generation's key stands here twice: by the old root and by the new one.
create table keys.wrapping_key (
  generation integer not null references keys.generation (number),
  -- The name by which the root calls itself, its version included.
  root text not null,
  wrapped bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (generation, root)
);

do $$
declare
  named text;
begin
  foreach named in array array['keys.generation', 'keys.wrapping_key'] loop
    perform nrm_guard(named::regclass, array['intake', 'decision', 'support', 'analysis', 'operations'], array['operations'], array['operations']);
    execute format('revoke update on %s from nrm_operations', named);
    -- Only the program itself makes or destroys them, no administrator.
    execute format('create policy service_makes on %s as restrictive for insert to public with check (current_setting(''nrm.role'', true) = ''system'')', named);
    execute format('create policy service_destroys on %s as restrictive for delete to public using (current_setting(''nrm.role'', true) = ''system'')', named);
  end loop;
end
$$;

-- No generation goes while one key still needs it: the references see to that, whoever deletes.
alter table keys.file_key add column generation integer not null default 1 references keys.generation (number);
alter table keys.file_key alter column generation drop default;
create index file_key_by_generation on keys.file_key (generation, file);
alter table keys.installation_key add column generation integer not null default 1 references keys.generation (number);
alter table keys.installation_key alter column generation drop default;

-- A key is wrapped anew in a later generation, and nothing else ever happens to it but its end.
create function nrm_wrapped_anew() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.generation > old.generation
     and to_jsonb(new) - 'generation' - 'wrapped' = to_jsonb(old) - 'generation' - 'wrapped' then
    return new;
  end if;
  raise exception 'a key is only wrapped anew in a later generation' using errcode = 'restrict_violation';
end
$$;
create trigger wrapped_anew before update on keys.file_key for each row execute function nrm_wrapped_anew();
drop trigger never_changed on keys.installation_key;
create trigger wrapped_anew before update or delete on keys.installation_key for each row execute function nrm_wrapped_anew();

-- Operations reads wrapped keys in order to wrap them anew; of people at work nobody does, and it opens nothing without the root.
create policy service_only on keys.file_key as restrictive for all to nrm_operations
  using ((select current_setting('nrm.role', true)) = 'system') with check ((select current_setting('nrm.role', true)) = 'system');
grant select (generation, wrapped), update (generation, wrapped) on keys.file_key to nrm_operations;
create policy service_only on keys.installation_key as restrictive for all to nrm_operations
  using ((select current_setting('nrm.role', true)) = 'system') with check ((select current_setting('nrm.role', true)) = 'system');
