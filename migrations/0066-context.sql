-- The context of a transaction is signed: what it says of who acts, for whom and why holds only with a token that the program alone can
-- make, for this connection and this transaction. SQL that somebody slipped in can change the settings, and then sees nothing any more.

-- The key that tokens are made with, as the two blocks of HMAC-SHA256. Written by the owner, read by the function below alone.
create table upkeep.context_key (
  id text primary key,
  inner_block bytea not null check (length(inner_block) = 64),
  outer_block bytea not null check (length(outer_block) = 64)
);
alter table upkeep.context_key enable row level security;
alter table upkeep.context_key force row level security;
do $$ begin
  execute format('create policy owner_only on upkeep.context_key to %I using (true) with check (true)', current_user);
end $$;

-- The same key as the root outside the database wrapped it: read before anything else can be, and useless without that root. While keys
-- are rotated the copy stands here for both roots.
create table upkeep.context_copy (
  root text primary key,
  wrapped bytea not null
);
alter table upkeep.context_copy enable row level security;
alter table upkeep.context_copy force row level security;
do $$ begin
  execute format('create policy owner_only on upkeep.context_copy to %I using (true) with check (true)', current_user);
end $$;
create policy wrapped on upkeep.context_copy for select to public using (true);
grant select on upkeep.context_copy to public;

-- Who acts, as signed, or nothing. Everything that decides takes what this gives, and no setting that could have changed since:
-- actor, organisation, team, role, kind, purpose, moment.
-- The token: until when (microseconds since 1970), a dot, the HMAC over the lines below in hexadecimal.
create function nrm_signed() returns text[] language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := array[current_setting('nrm.actor', true), current_setting('nrm.organisation', true), current_setting('nrm.team', true),
    current_setting('nrm.role', true), current_setting('nrm.kind', true), current_setting('nrm.purpose', true), current_setting('nrm.moment', true)];
  token text := current_setting('nrm.token', true);
  until_when text := split_part(token, '.', 1);
  line bytea;
begin
  if token is null or token !~ '^[0-9]{16}\.[0-9a-f]{64}$' or says[1] = '' or says[2] = ''
     or until_when::numeric < extract(epoch from clock_timestamp()) * 1000000
     or current_setting('role') <> 'nrm_' || public.nrm_family(says[6]) then
    return null;
  end if;
  line := convert_to(concat_ws(E'\n', until_when, pg_backend_pid(), (extract(epoch from transaction_timestamp()) * 1000000)::bigint,
    array_to_string(says, E'\n', '')), 'UTF8');
  perform from upkeep.context_key
    where encode(sha256(outer_block || sha256(inner_block || line)), 'hex') = split_part(token, '.', 2);
  return case when found then says end;
end
$$;

-- True where the transaction's context is signed, under the role that fits its purpose.
create or replace function nrm_context() returns boolean language sql stable parallel restricted as $$
  select coalesce(current_user = 'nrm_' || nrm_family(current_setting('nrm.purpose', true)) and nrm_signed() is not null, false)
$$;

-- What is written of who acts is taken from the signed context at the very moment of writing, row by row: within one statement a
-- setting may be changed after the statement's policies were judged.
create function nrm_actor_is_signed() returns trigger language plpgsql as $$
begin
  if nrm_signed() is null then
    raise exception 'the context of this transaction is not signed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger a_signed before insert on event for each row
  when (current_setting('nrm.practice_load', true) is distinct from 'on') execute function nrm_actor_is_signed();
create trigger a_signed before insert on audit_leaf for each row execute function nrm_actor_is_signed();

-- Only the program itself changes the copies, when it rotates keys.
create policy service_adds on upkeep.context_copy for insert to nrm_operations
  with check ((select nrm_context()) and current_setting('nrm.role', true) = 'system');
create policy service_ends on upkeep.context_copy for delete to nrm_operations
  using ((select nrm_context()) and current_setting('nrm.role', true) = 'system');
grant insert, delete on upkeep.context_copy to nrm_operations;
