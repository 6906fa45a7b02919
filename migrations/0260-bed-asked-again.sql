-- Somebody whose request for a bed was settled may need one again on a later night: the record's one row is then asked anew. Of a case's own
-- request (bed_of_case) nothing changes: what is settled there stays settled.
create or replace function nrm_bed_settled() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'bed_asked' and old.state in ('found', 'not-needed') and new.state in ('asked', 'none') and new.file = old.file and new.asked_at > old.asked_at then
    return new;
  end if;
  if old.state in ('found', 'not-needed') or new.file <> old.file or new.asked_at <> old.asked_at then
    raise exception 'this request for a bed is settled' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
