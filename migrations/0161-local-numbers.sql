-- Local numbers to ring stand in the installation's ledger beside its confirmed rules: the same may write them, and only people do.
create policy adds_numbers on event for insert to nrm_operations
  with check (kind in ('NumberKept', 'NumberTakenOut') and nrm_may(file, (select nrm_claims('write', '{rules}'))));
alter table event add constraint numbers_by_people check (role <> 'system' or kind not in ('NumberKept', 'NumberTakenOut'));
