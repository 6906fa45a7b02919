-- A refused referral leaves nothing: its idempotency key goes with its draft, in one transaction, so that it can be sent again put right.
create policy delete_intake on api_request for delete to nrm_intake using (true);
grant delete on api_request to nrm_intake;
