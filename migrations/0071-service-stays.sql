-- The service's own organisation is never ended: one administrator could otherwise lock out everybody, themselves and the next ones included.
alter table admitted add constraint service_stays check (code <> 'service' or ended_at is null);
