-- Who read and wrote what: one leaf each, and the tree that a sequencer builds behind them (RFC 9162).
create table audit_leaf (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  actor text not null default current_setting('nrm.actor'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  role text not null default current_setting('nrm.role'),
  purpose text not null default current_setting('nrm.purpose'),
  file uuid,
  -- Codes of what was read or written; never a value.
  what text[] not null,
  -- The leaf's place in the tree, given once by the sequencer.
  position bigint unique
);
create index audit_leaf_waiting on audit_leaf (at, id) where position is null;
create index audit_leaf_by_file on audit_leaf (file, at);
create index audit_leaf_latest on audit_leaf (at desc, id);

create function nrm_stamp_leaf() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.actor := current_setting('nrm.actor');
  new.organisation := current_setting('nrm.organisation');
  new.team := current_setting('nrm.team');
  new.role := current_setting('nrm.role');
  new.purpose := current_setting('nrm.purpose');
  new.position := null;
  return new;
end
$$;
create function nrm_place_leaf() returns trigger language plpgsql as $$
begin
  if old.position is not null or new.position is null
     or to_jsonb(new) - 'position' is distinct from to_jsonb(old) - 'position' then
    raise exception 'a leaf is placed once and never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger stamped before insert on audit_leaf for each row execute function nrm_stamp_leaf();
create trigger placed before update on audit_leaf for each row execute function nrm_place_leaf();
create trigger never_removed before delete on audit_leaf for each row execute function nrm_refuse_change();
create trigger never_emptied before truncate on audit_leaf for each statement execute function nrm_refuse_change();
-- Everybody leaves leaves; only audit reads and places them.
select nrm_guard('audit_leaf', array['audit'],
  array['intake', 'decision', 'support', 'analysis', 'statistics', 'audit', 'operations']);
revoke update on audit_leaf from nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_operations;

-- Hashes of the tree's complete subtrees: level 0 are leaves.
create table audit_node (
  level smallint not null check (level >= 0),
  place bigint not null check (place >= 0),
  hash bytea not null check (length(hash) = 32),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (level, place)
);
create trigger never_changed before update or delete on audit_node for each row execute function nrm_refuse_change();
select nrm_guard('audit_node', array['audit'], array['audit']);

-- Heads of the tree, to be printed or handed to somebody outside.
create table audit_head (
  size bigint primary key,
  root bytea not null check (length(root) = 32),
  made_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create trigger never_changed before update or delete on audit_head for each row execute function nrm_refuse_change();
select nrm_guard('audit_head', array['audit', 'operations'], array['audit']);
