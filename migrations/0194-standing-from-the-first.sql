-- A row of the worklist begins with nobody: who has a case follows from its ledger from the first row on, and not only when a row changes.
create trigger standing_begins before insert on queue for each row
  when ((new.held_by is not null or new.held_until is not null or new.asks is not null)
    and nrm_loading() is distinct from true)
  execute function nrm_standing_follows();
