-- Fairness that the database keeps too: somebody else decides again, and two people take protection away (the core explains, this guarantees).

-- Whether the law of the day wanted somebody else: said by whoever writes the row, as `needs_second` is.
alter table decision add column needs_other boolean not null default false;
-- Asked as the owner, who reads decisions: whoever writes one need not be able to read who found what.
create function nrm_decided_by_another() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.needs_other and (
    exists (select from public.decision d where d.file = new.file and d.stage = new.stage and d.round < new.round
      and (new.maker in (d.maker, d.checker) or new.checker in (d.maker, d.checker)))
    or exists (select from public.decision_review r where r.file = new.file and r.stage = new.stage and r.round < new.round
      and r.reviewer in (new.maker, new.checker))
  ) then
    raise exception 'a decision is made again by somebody who had no hand in it' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger by_another before insert on decision for each row execute function nrm_decided_by_another();

-- Protection is taken away by two, the second of whom acts.
alter table event add constraint two_disqualify check (
  kind <> 'Disqualified' or coalesce(body ->> 'maker' <> body ->> 'checker' and body ->> 'checker' = actor, false));
-- What does not fit together, and what a court does, is said by people.
alter table event add constraint fair_by_people check (
  role <> 'system' or kind not in ('MismatchNoted', 'DisqualificationRejected', 'JudicialReviewStarted', 'JudicialReviewEnded'));
-- They are findings and what comes of them: written by whoever may write the result.
create policy adds_findings on event as restrictive for insert to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_operations with check (
  kind not in ('MismatchNoted', 'DisqualificationRejected', 'JudicialReviewStarted', 'JudicialReviewEnded')
  or nrm_may(file, (select nrm_claims('write', '{result}'))));
