-- Checkpoints of the audit's tree, signed; and the actor of a leaf as a keyed hash, so that the tree outlives the erasure of a name.

-- What the tree hashes in place of the actor. Set once, with the leaf's place. Null: a leaf placed before this existed.
alter table audit_leaf add column actor_hash bytea check (length(actor_hash) = 32);

create or replace function nrm_stamp_leaf() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.actor := current_setting('nrm.actor');
  new.organisation := current_setting('nrm.organisation');
  new.team := current_setting('nrm.team');
  new.role := current_setting('nrm.role');
  new.purpose := current_setting('nrm.purpose');
  new.position := null;
  new.actor_hash := null;
  return new;
end
$$;

-- A leaf is placed once. Afterwards one thing may still happen to it: its actor's id is erased.
create or replace function nrm_place_leaf() returns trigger language plpgsql as $$
begin
  if old.position is null and new.position is not null and new.actor_hash is not null
     and to_jsonb(new) - 'position' - 'actor_hash' is not distinct from to_jsonb(old) - 'position' - 'actor_hash' then
    return new;
  end if;
  if old.actor_hash is not null and new.actor = ''
     and to_jsonb(new) - 'actor' is not distinct from to_jsonb(old) - 'actor' then
    return new;
  end if;
  raise exception 'a leaf is placed once and never changed' using errcode = 'restrict_violation';
end
$$;

-- Each as it was signed and handed to the witness, word for word.
create table audit_checkpoint (
  size bigint primary key check (size > 0),
  note text not null,
  made_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create trigger never_changed before update or delete on audit_checkpoint for each row execute function nrm_refuse_change();
create trigger never_emptied before truncate on audit_checkpoint for each statement execute function nrm_refuse_change();
select nrm_guard('audit_checkpoint', array['audit'], array['audit']);
