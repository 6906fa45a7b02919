-- What becomes of a signal is the receiving team's to say. The program receives, and adds what whoever reported writes; it opens, sorts, codes,
-- answers, passes on and closes nothing. Other teams find no signal at all (nrm_by_record).
alter table event add constraint signals_settled_by_people check (role <> 'system' or kind not in
  ('SignalOpened', 'SignalCoded', 'SignalTriaged', 'SignalReplied', 'ReplyTranslated', 'ReporterContactSaid', 'ReporterTried', 'SignalFileSealed',
   'SignalFileHandedOver', 'SignalFileHandOverSeen', 'SignalPassedOn', 'SignalClosed', 'SituationBegun', 'SignalPut', 'SignalTakenOut'));

create function nrm_signal_by_team() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (old.file, old.opener, old.queue, old.channel, old.danger, old.bucket, old.reporter, old.organisation, old.team)
    is distinct from (new.file, new.opener, new.queue, new.channel, new.danger, new.bucket, new.reporter, new.organisation, new.team) then
    raise exception 'what came stays as it came' using errcode = 'check_violation';
  end if;
  -- The program may only bring a signal back to be read: never read it, close it or take it for translated.
  if current_setting('nrm.role', true) = 'system'
    and ((new.closed and not old.closed) or new.waits_since is distinct from coalesce(old.waits_since, new.waits_since) or new.untranslated <> old.untranslated) then
    raise exception 'what becomes of a signal is said by whoever receives it' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger by_team before update on signal for each row execute function nrm_signal_by_team();

create function nrm_by_people() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('nrm.role', true) = 'system' then
    raise exception 'what becomes of a signal is said by whoever receives it' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger by_people before insert or update on signal_triage for each row execute function nrm_by_people();
create trigger by_people before insert or update on signal_contact for each row execute function nrm_by_people();
create trigger by_people before insert or update on signal_passed for each row execute function nrm_by_people();
create trigger by_people before insert or update on signal_sealed_file for each row execute function nrm_by_people();
create trigger by_people before insert or update on situation_signal for each row execute function nrm_by_people();
