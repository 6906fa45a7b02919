-- Local numbers to ring stand in the installation's ledger beside its confirmed rules: only people write them.
alter table event add constraint numbers_by_people check (role <> 'system' or kind not in ('NumberKept', 'NumberTakenOut'));
