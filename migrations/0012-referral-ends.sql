-- How drafts end: an image that the police have holds nothing up any more, and a notification keeps every code it was sent with.

-- The job that destroys expired drafts must know whether the police have what was sealed away in them.
create policy read_operations on referral_handed_over for select to nrm_operations using (true);
grant select on referral_handed_over to nrm_operations;

-- Sealed away stays sealed away. It goes only with the draft it was in, and only once it is recorded that the police have it.
create or replace function nrm_stays_sealed() returns trigger language plpgsql as $$
begin
  if old.state = 'sealed-away' then
    if tg_op = 'DELETE'
       and exists (select from referral_handed_over as given where given.file = old.file and given.document = old.id)
       and not exists (select from file where file.id = old.file and file.frozen) then
      return old;
    end if;
    raise exception 'a document sealed away stays sealed away' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

-- Codes of counted questions that have no column of their own, by question.
alter table notification add column codes jsonb not null default '{}';
