-- The ground every table stands on: the context of a transaction, the guard of a table, the installation itself.
-- The roles nrm_<family> are made before this runs (src/kit/store/roles.ts), since roles belong to the whole server.

-- Which family of purposes a purpose belongs to. Written apart from src/access on purpose; a test compares the two.
create function nrm_family(purpose text) returns text language sql immutable parallel safe as $$
  select case purpose
    when 'intake' then 'intake'
    when 'identification' then 'decision'
    when 'reconsideration' then 'decision'
    when 'support' then 'support'
    when 'guardianship' then 'support'
    when 'safeguarding' then 'support'
    when 'analysis' then 'analysis'
    when 'disclosure' then 'analysis'
    when 'statistics' then 'statistics'
    when 'audit' then 'audit'
    when 'operations' then 'operations'
  end
$$;

-- True where the transaction says who acts, for whom and why, under the role that fits the purpose.
create function nrm_context() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('nrm.actor', true), '') <> ''
     and coalesce(current_setting('nrm.organisation', true), '') <> ''
     and coalesce(current_user = 'nrm_' || nrm_family(current_setting('nrm.purpose', true)), false)
$$;

-- One shared lock for everything that stamps recorded_at; an as-of reading takes it exclusively (data.md 11).
create function nrm_recording() returns bigint language sql immutable parallel safe as $$ select 7240581003551::bigint $$;

-- The moment up to which the past can no longer change: every writer who stamped before it has committed.
-- The lock is let go at once, so that a long reading does not stop the writers.
create function nrm_as_of() returns timestamptz language plpgsql volatile as $$
declare
  moment timestamptz;
begin
  perform pg_advisory_lock(nrm_recording());
  moment := clock_timestamp();
  perform pg_advisory_unlock(nrm_recording());
  return moment;
end
$$;

-- Puts a table under guard: row security on and forced, "no context, no row", and who may read, write and delete by family.
-- Other rooms' migrations call this for each of their tables.
create function nrm_guard(guarded regclass, reads text[], writes text[] default '{}', deletes text[] default '{}')
returns void language plpgsql as $$
declare
  family text;
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy context on %s as restrictive for all to public using ((select nrm_context())) with check ((select nrm_context()))', guarded);
  foreach family in array reads loop
    execute format('create policy %I on %s for select to %I using (true)', 'read_' || family, guarded, 'nrm_' || family);
    execute format('grant select on %s to %I', guarded, 'nrm_' || family);
  end loop;
  foreach family in array writes loop
    execute format('create policy %I on %s for insert to %I with check (true)', 'insert_' || family, guarded, 'nrm_' || family);
    execute format('create policy %I on %s for update to %I using (true) with check (true)', 'update_' || family, guarded, 'nrm_' || family);
    execute format('grant insert, update on %s to %I', guarded, 'nrm_' || family);
  end loop;
  foreach family in array deletes loop
    execute format('create policy %I on %s for delete to %I using (true)', 'delete_' || family, guarded, 'nrm_' || family);
    execute format('grant delete on %s to %I', guarded, 'nrm_' || family);
  end loop;
end
$$;

-- For triggers of append-only tables.
create function nrm_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'restrict_violation';
end
$$;

-- One row: what this installation is. Whether it is for practice is said once, at its first opening, and never changed.
create table installation (
  only_one boolean primary key default true check (only_one),
  practice boolean not null,
  made_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create trigger never_changed before update or delete on installation for each row execute function nrm_refuse_change();
select nrm_guard('installation', array['intake', 'decision', 'support', 'analysis', 'statistics', 'audit', 'operations'], array['operations']);

-- Bulk loading with a past recorded_at is for practice alone (data.md 15): asked for in the transaction, and only there.
create function nrm_practice_load_only() returns trigger language plpgsql as $$
begin
  if current_setting('nrm.practice_load', true) = 'on' and not coalesce((select practice from installation), false) then
    raise exception 'only a practice installation may load a past' using errcode = 'insufficient_privilege';
  end if;
  return null;
end
$$;
