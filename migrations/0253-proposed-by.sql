-- Whose proposal waits for somebody else, so that nobody is shown their own as something for them. A copy of what the ledger says.
alter table queue add column proposed_by text;
