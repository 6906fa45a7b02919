-- A bed for tonight: what is asked of the providers of support, and who has it now. Copies of the support record's ledger to ring by: codes,
-- moments and staff ids; neither who needs the bed nor where.
create table bed_asked (
  -- The support record, and not the case: who is on call stands in no relation to the case.
  file uuid primary key references file (id),
  state text not null check (state in ('asked', 'taken', 'found', 'none', 'not-needed')),
  asked_at timestamptz not null,
  by_person text,
  since_at timestamptz not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  constraint somebody_has_it check (state = 'asked' or by_person is not null)
);
create index bed_asked_open on bed_asked (asked_at, file) where state in ('asked', 'taken', 'none');
select nrm_guard('bed_asked', array['support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('bed_asked', 'file', '{worklist}', 'any');

-- The same beside the case, for who referred the person and for who stands above.
create table bed_of_case (
  file uuid not null references file (id),
  -- Of the event of the case that asked, so that no event asks twice.
  number integer not null,
  record uuid not null references file (id),
  state text not null check (state in ('asked', 'taken', 'found', 'none', 'not-needed')),
  asked_at timestamptz not null,
  by_person text,
  since_at timestamptz not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number)
);
create unique index bed_of_case_one_open on bed_of_case (file) where state in ('asked', 'taken', 'none');
create index bed_of_case_open on bed_of_case (asked_at, file) where state in ('asked', 'taken', 'none');
create index bed_of_case_by_record on bed_of_case (record);
select nrm_guard('bed_of_case', array['intake', 'decision', 'support', 'operations'], array['support', 'operations'], array['operations']);
select nrm_by_record('bed_of_case', 'file', '{stage,course}', 'any');

-- What goes with an erased file is found by the program alone (0082).
do $$
declare
  named text;
begin
  foreach named in array array['bed_asked', 'bed_of_case'] loop
    execute format('create policy erased_found on %I for select to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy erased_goes on %I for delete to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('revoke select on %I from nrm_operations', named);
    execute format('grant select (file) on %I to nrm_operations', named);
  end loop;
end
$$;

-- Settled is settled: a further request is a further row.
create function nrm_bed_settled() returns trigger language plpgsql as $$
begin
  if old.state in ('found', 'not-needed') or new.file <> old.file or new.asked_at <> old.asked_at then
    raise exception 'this request for a bed is settled' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger settled_once before update on bed_asked for each row execute function nrm_bed_settled();
create trigger settled_once before update on bed_of_case for each row execute function nrm_bed_settled();
