-- How whoever reported may be reached: said anew as often as it changes, sealed to the team; a saying is never changed, and the last counts.
create table signal_contact (
  file uuid not null references file (id),
  number integer not null check (number > 0),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number)
);
select nrm_guard('signal_contact', array['intake', 'operations'], array['intake', 'operations'], array['operations']);
select nrm_by_record('signal_contact', 'file', '{narrative}', '{narrative}');
create trigger never_changed before update on signal_contact for each row execute function nrm_refuse_change();
create policy erased_found on signal_contact for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_contact.file));
create policy erased_goes on signal_contact for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = signal_contact.file));
revoke select on signal_contact from nrm_operations;
grant select (file) on signal_contact to nrm_operations;
