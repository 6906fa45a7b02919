-- Files of signals that may be unlawful: once sealed off, the database shows them to nobody, whatever the program asks. One person hands over,
-- another sees that it was done. `told` is the police's own number, sealed.
create table signal_sealed_file (
  file uuid not null references file (id),
  message integer not null check (message > 0),
  number integer not null check (number > 0),
  sealed_by text not null,
  handed_by text,
  told bytea,
  seen_by text,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, message, number),
  check ((handed_by is null) = (told is null)),
  check (seen_by is null or (handed_by is not null and seen_by <> handed_by))
);
select nrm_guard('signal_sealed_file', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_sealed_file', 'file', '{narrative}', '{narrative}');

-- Who sealed it off, who handed it over and who saw it are written once, each by themselves, and never by the program.
create function nrm_sealed_once() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.handed_by is not null or new.seen_by is not null or new.sealed_by is distinct from current_setting('nrm.actor', true) then
      raise exception 'a file is sealed off by whoever does it, and handed over afterwards' using errcode = 'check_violation';
    end if;
  elsif (old.file, old.message, old.number, old.sealed_by) is distinct from (new.file, new.message, new.number, new.sealed_by)
    or (old.handed_by is not null and (old.handed_by, old.told) is distinct from (new.handed_by, new.told))
    or (old.seen_by is not null and old.seen_by is distinct from new.seen_by)
    or (old.handed_by is null and new.handed_by is distinct from old.handed_by and new.handed_by is distinct from current_setting('nrm.actor', true))
    or (old.seen_by is null and new.seen_by is distinct from old.seen_by and new.seen_by is distinct from current_setting('nrm.actor', true)) then
    raise exception 'a file that was sealed off stays so' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger sealed_once before insert or update on signal_sealed_file for each row execute function nrm_sealed_once();

create function nrm_sealed_off(of_file uuid, of_message integer, of_number integer) returns boolean
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from public.signal_sealed_file s where s.file = of_file and s.message = of_message and s.number = of_number);
end
$$;
-- Operations destroys by rule what it may not read, and sees the ids alone.
create policy sealed_off on signal_file as restrictive for select
  to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit using (not nrm_sealed_off(file, message, number));

create policy erased_found on signal_sealed_file for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_sealed_file.file));
create policy erased_goes on signal_sealed_file for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_sealed_file.file));
revoke select on signal_sealed_file from nrm_operations;
grant select (file) on signal_sealed_file to nrm_operations;
