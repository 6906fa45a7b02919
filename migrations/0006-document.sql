-- Evidence, sealed in parts of 1 MiB in the database, so that backup, replica and erasure hold one truth.
create table document (
  file uuid not null references file (id),
  id uuid not null,
  -- Name, type, size and fingerprint, sealed: a file's name often names a person.
  sealed bytea not null,
  parts integer not null check (parts between 1 and 25),
  -- 'sealed-away' can be opened by nobody here: an unlawful image, kept for the police and never shown.
  state text not null default 'kept' check (state in ('kept', 'sealed-away')),
  kept_at timestamptz not null default clock_timestamp(),
  actor text not null default current_setting('nrm.actor'),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, id)
);
select nrm_guard('document', array['intake', 'decision', 'support', 'operations'],
  array['intake', 'decision', 'support'], array['intake', 'operations']);

create table document_part (
  file uuid not null,
  document uuid not null,
  part integer not null check (part between 0 and 24),
  sealed bytea not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, document, part),
  foreign key (file, document) references document (file, id) on delete cascade
);
select nrm_guard('document_part', array['intake', 'decision', 'support'],
  array['intake', 'decision', 'support'], array['intake', 'operations']);
revoke update on document_part from nrm_intake, nrm_decision, nrm_support;
-- The parts of a document sealed away can be read by nobody, whatever the purpose.
create policy sealed_away on document_part as restrictive for select to public
  using (exists (select from document where document.file = document_part.file and document.id = document_part.document and document.state = 'kept'));

-- Once sealed away, a document stays so.
create function nrm_stays_sealed() returns trigger language plpgsql as $$
begin
  if old.state = 'sealed-away' then
    raise exception 'a document sealed away stays sealed away' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger stays_sealed before update or delete on document for each row execute function nrm_stays_sealed();
