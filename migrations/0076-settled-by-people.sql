-- No decision, triage, match or score by the program alone: what settles something about a person is written by people. What the law
-- itself settles from stated facts (which authority decides) is the one exception.
alter table event add constraint settled_by_people check (role <> 'system' or kind not in (
  'Proposed', 'SentBack', 'Decided', 'Suspended', 'Resumed', 'ReconsiderationAccepted', 'ReconsiderationRefused', 'DisqualificationProposed',
  'Disqualified', 'MarkedDuplicate', 'DuplicateUndone', 'Withdrawn', 'ConsentRecorded', 'NeedsChanged', 'Allocated',
  'ConflictLiftProposed', 'ConflictLifted', 'FileSealed', 'UnsealProposed', 'FileUnsealed', 'GlassReviewed', 'CovertProposed', 'CovertAgreed',
  'DisclosureAsked', 'DisclosureAgreed', 'DisclosureRefused', 'OwnCopyMade', 'OwnCopyReleased', 'RuleConfirmed'));
