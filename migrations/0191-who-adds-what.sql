-- Which class of facts each kind of event is written under, in one place: what no line names is the course of a record and how people stand to it.
drop policy adds on event;
create policy adds on event for insert to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_operations with check (nrm_may(file, case
  when kind in ('Proposed', 'Reviewed', 'SentBack', 'Decided', 'Suspended', 'Resumed', 'ReconsiderationAccepted', 'ReconsiderationRefused',
                'DisqualificationProposed', 'DisqualificationRejected', 'Disqualified') then (select nrm_claims('write', '{result}'))
  when kind = 'Assigned' then (select nrm_claims('write', '{course}'))
  when kind = 'Allocated' then (select nrm_claims('write', '{allocation}'))
  -- What a manager gave in several cases at once is taken back without reading them.
  when kind = 'Corrected' and body ->> 'why' = 'taken-back' then (select nrm_claims('write', '{course,stage,standing,allocation}'))
  when kind in ('Asked', 'Answered') then (select nrm_claims('write', '{questions}'))
  when kind in ('LetterWritten', 'LetterHeld', 'LetterReleased', 'LetterRecalled', 'LetterReplaced', 'LetterHandedOver')
    then (select nrm_claims('write', '{letters}'))
  when kind in ('EvidenceAdded', 'EvidenceSealed', 'EvidenceHandedOver') then (select nrm_claims('write', '{evidence}'))
  when kind in ('InformationAdded', 'NeedsChanged', 'ConsentRecorded') then (select nrm_claims('write', '{administrative,safe-contact}'))
  when kind in ('RuleConfirmed', 'NumberKept', 'NumberTakenOut') then (select nrm_claims('write', '{rules}'))
  else (select nrm_claims('write', '{course,stage,standing}'))
end));
-- And what is put down of such an act is written as the giving is.
drop policy adds on bulk_item;
create policy adds on bulk_item for insert to nrm_decision with check (nrm_may(file, (select nrm_claims('write', '{worklist,allocation}'))));
