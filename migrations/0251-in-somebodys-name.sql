-- What settles something for a person in support is written by the program in the name of somebody at work, and never in its own.
alter table event add constraint named_by_people check (role <> 'system'
  or kind not in ('RecoveryNeedsDecided', 'PaymentHeld', 'PaymentHoldAgreed', 'EmergencyCash', 'PlaceOffered', 'DoorGiven')
  or coalesce(body ->> 'by', 'system') <> 'system');
