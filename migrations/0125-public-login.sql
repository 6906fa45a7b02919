-- What the public may do without signing in runs under a role of its own (nrm_public): it asks one question, of a letter's code, leaves a line
-- that somebody asked, and reads nothing, not even that line.

-- That a code was asked for, and whether it was of a letter in force: how guessing would be seen. Neither whose letter nor which code.
create table letter_check (
  id uuid primary key default gen_random_uuid(),
  day date not null default (clock_timestamp() at time zone 'Europe/London')::date,
  valid boolean not null,
  organisation text not null default 'public' check (organisation = 'public'),
  team text not null default 'public' check (team = 'public')
);
create index letter_check_by_day on letter_check (day);
select nrm_guard('letter_check', array['audit', 'operations'], '{}', array['operations']);
alter policy context on letter_check to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations;
alter policy read_audit on letter_check using ((select nrm_at_large('read', '{log}')));
alter policy read_operations on letter_check using ((select nrm_program()));
alter policy delete_operations on letter_check using ((select nrm_program()));
create policy asked_today on letter_check for insert to nrm_public
  with check (day = (clock_timestamp() at time zone 'Europe/London')::date);
grant insert (valid) on letter_check to nrm_public;

-- The question of a stranger is the public's alone: the program's own work has no more use for it.
revoke execute on function nrm_status_in_force(bytea) from nrm_operations;
grant execute on function nrm_status_in_force(bytea) to nrm_public;

-- What every login of the program may read before it has a context (hashes, and the wrapped key of contexts) is not for the public's.
create function nrm_is_public() returns boolean language sql stable parallel restricted as $$
  select current_user = 'nrm_public' or (pg_has_role(session_user, 'nrm_public', 'member') and not pg_has_role(session_user, 'nrm_operations', 'member'))
$$;
do $$
declare
  named text;
begin
  foreach named in array array['context_copy', 'migration', 'policy'] loop
    execute format('create policy not_public on upkeep.%I as restrictive for select to public using (not (select nrm_is_public()))', named);
  end loop;
end
$$;
