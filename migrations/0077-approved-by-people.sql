-- Erasure is approved, and a hold placed or lifted, by people: the program proposes what is due by rule and carries out what two agreed.
alter table event add constraint approved_by_people check (role <> 'system' or kind not in ('HoldPlaced', 'HoldLifted', 'ErasureApproved', 'NoticeSeen'));
