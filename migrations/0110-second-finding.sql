-- No negative without the finding of a second person, made before they saw the first (the core explains, this guarantees: data.md 8).
create table decision_review (
  file uuid not null references file (id),
  -- Of the event.
  number integer not null,
  stage text not null,
  round integer not null check (round > 0),
  outcome text not null check (outcome in ('positive', 'negative')),
  reviewer text not null,
  day date not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, number)
);
create trigger never_changed before update or delete on decision_review for each row execute function nrm_refuse_change();
select nrm_guard('decision_review', array['decision', 'audit'], array['decision', 'operations']);
revoke update on decision_review from nrm_decision, nrm_operations;
select nrm_by_record('decision_review', 'file', '{result,course}', '{result}');

-- Asked as the owner: whoever writes the decision need not be able to read who found what.
do $$ begin
  execute 'alter policy context on decision_review to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations';
  execute format('create policy owner_works on decision_review for select to %I using (true)', current_user);
end $$;
-- Who agrees found the same. Who settles a difference made neither finding.
create function nrm_negative_was_reviewed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.needs_second and not exists (
    select from public.decision_review r where r.file = new.file and r.stage = new.stage and r.round = new.round and r.reviewer <> new.maker
      and (r.reviewer <> new.checker or r.outcome = new.outcome)
  ) then
    raise exception 'a negative needs the finding of a second person first' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger was_reviewed before insert on decision for each row execute function nrm_negative_was_reviewed();

-- A finding is part of the result, like the proposal and the decision: the same may write it.
drop policy adds on event;
create policy adds on event for insert to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_operations with check (nrm_may(file, case
  when kind in ('Proposed', 'Reviewed', 'SentBack', 'Decided', 'Suspended', 'Resumed', 'ReconsiderationAccepted', 'ReconsiderationRefused',
                'DisqualificationProposed', 'Disqualified') then (select nrm_claims('write', '{result}'))
  when kind in ('Assigned', 'Allocated') then (select nrm_claims('write', '{course}'))
  when kind in ('Asked', 'Answered') then (select nrm_claims('write', '{questions}'))
  when kind in ('LetterWritten', 'LetterHeld', 'LetterHandedOver') then (select nrm_claims('write', '{letters}'))
  when kind in ('EvidenceAdded', 'EvidenceSealed', 'EvidenceHandedOver') then (select nrm_claims('write', '{evidence}'))
  when kind in ('InformationAdded', 'NeedsChanged', 'ConsentRecorded') then (select nrm_claims('write', '{administrative,safe-contact}'))
  when kind = 'RuleConfirmed' then (select nrm_claims('write', '{rules}'))
  else (select nrm_claims('write', '{course,stage,standing}'))
end));
