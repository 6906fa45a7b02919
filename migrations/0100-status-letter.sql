-- Status letters: that a case is in the mechanism, in words for whoever holds the letter. A stranger who was shown its code may ask whether
-- it is true today, and learns that and nothing else.
create table status_letter (
  file uuid not null references file (id),
  -- Of the event it follows, so that no event gives two.
  number integer not null,
  status text not null,
  -- SHA-256 of the code (80 random bits); the code itself is sealed, so that the letter can be printed once more.
  code_hash bytea not null check (length(code_hash) = 32),
  sealed bytea not null,
  made_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number)
);
create unique index status_letter_in_force on status_letter (file) where ended_at is null;
create index status_letter_by_code on status_letter (code_hash) where ended_at is null;

-- Once ended it stays so, and nothing else of it changes.
create function nrm_status_letter_ends() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.ended_at is null
     or (new.file, new.number, new.status, new.code_hash, new.sealed, new.made_at) is distinct from
        (old.file, old.number, old.status, old.code_hash, old.sealed, old.made_at) then
    raise exception 'a status letter can only be ended, once' using errcode = 'restrict_violation';
  end if;
  new.ended_at := clock_timestamp();
  return new;
end
$$;
create trigger only_ends before update on status_letter for each row execute function nrm_status_letter_ends();

select nrm_guard('status_letter', array['intake', 'decision', 'support', 'analysis'], array['intake', 'decision', 'operations'], array['operations']);
select nrm_by_record('status_letter', 'file', '{stage,letters}', 'any');
create policy erased_found on status_letter for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = status_letter.file));
create policy erased_goes on status_letter for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = status_letter.file));
grant select (file) on status_letter to nrm_operations;

-- The one question of a stranger. It is asked as the owner, who sees the table past every record's policy, and answers with the status alone.
do $$ begin
  execute 'alter policy context on status_letter to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations';
  execute format('create policy owner_works on status_letter for select to %I using (true)', current_user);
end $$;
create function nrm_status_in_force(asked bytea) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select status from public.status_letter where code_hash = asked and ended_at is null
$$;
revoke all on function nrm_status_in_force(bytea) from public;
grant execute on function nrm_status_in_force(bytea) to nrm_operations;
