-- The same judgements for less: what every statement asks of the signed context is asked in fewer and cheaper steps. Nobody may see more or less.

-- As before (0066). The token is compared first, so that its moment needs no look at its form: what was signed was formed by the program.
create or replace function nrm_signed() returns text[] language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := array[current_setting('nrm.actor', true), current_setting('nrm.organisation', true), current_setting('nrm.team', true),
    current_setting('nrm.role', true), current_setting('nrm.kind', true), current_setting('nrm.purpose', true), current_setting('nrm.moment', true)];
  token text := current_setting('nrm.token', true);
begin
  perform from upkeep.context_key
    where split_part(token, '.', 2) = encode(sha256(outer_block || sha256(inner_block || convert_to(
      concat_ws(E'\n', split_part(token, '.', 1), pg_backend_pid(), (extract(epoch from transaction_timestamp()) * 1000000)::bigint,
        array_to_string(says, E'\n', '')), 'UTF8'))), 'hex');
  -- One after the other: the moment is read of a token that holds, and of no other.
  if not found then
    return null;
  end if;
  if says[1] <> '' and says[2] <> '' and current_setting('role') = 'nrm_' || public.nrm_family(says[6])
     and split_part(token, '.', 1)::numeric >= extract(epoch from clock_timestamp()) * 1000000 then
    return says;
  end if;
  return null;
end
$$;

create or replace function nrm_claim(asked text, fields text[], relation text) returns text
language plpgsql stable parallel restricted as $$
declare
  says text[] := public.nrm_claims(asked, fields);
begin
  return case when relation = any (says[6:]) then says[2] end;
end
$$;

-- A line of the log says who acts; who acts is signed. Asked once a statement, of all its lines together, after they were stamped: a setting
-- that was changed between two lines left a line of somebody else, and the statement is refused.
drop trigger a_signed on audit_leaf;
create function nrm_leaves_are_signed() returns trigger language plpgsql as $$
declare
  says text[] := public.nrm_signed();
begin
  if says is null or exists (select from added
      where (actor, organisation, team, role, purpose) is distinct from (says[1], says[2], says[3], says[4], says[6])) then
    raise exception 'the context of this transaction is not signed' using errcode = 'insufficient_privilege';
  end if;
  return null;
end
$$;
create trigger a_signed after insert on audit_leaf referencing new table as added for each statement execute function nrm_leaves_are_signed();

-- The ledgers of some files, each file judged once and not event by event. What it lets through is what the policies of `event` let
-- through to whoever reads: the bars, then the relations; and to who erases, the ledgers of persons. Every other way to an event is judged by the table.
create function nrm_ledgers(files uuid[]) returns setof event
language plpgsql stable parallel restricted rows 100 security definer set search_path = pg_catalog, pg_temp as $$
declare
  says text[] := public.nrm_signed();
  claims text[] := public.nrm_claims('read', '{course,stage,ledger,rules}');
  erases boolean := public.nrm_family(says[6]) = 'operations';
begin
  return query select event.* from (
      select one.file, public.nrm_may(one.file, claims) as may from unnest(files) as one (file) where public.nrm_open(one.file, says) offset 0) as judged
    join public.event on event.file = judged.file and (judged.may or (erases and event.stream = 'person'));
end
$$;
revoke execute on function nrm_ledgers(uuid[]) from public;
grant execute on function nrm_ledgers(uuid[]) to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_audit, nrm_operations;
