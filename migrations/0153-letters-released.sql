-- Letters are released before they leave, can be recalled for a while, and are put right by a new version; and they go to others than the person.
alter table letter add column recipient text not null default 'person' check (recipient in ('person', 'worker', 'referrer', 'lawyer'));
-- The letter this one takes the place of: its number.
alter table letter add column replaces integer;
alter table letter add column released_at timestamptz;
alter table letter drop constraint letter_pkey, add primary key (file, number, recipient);
alter table letter drop constraint letter_state_check, add constraint letter_state_check check (state in ('waiting', 'released', 'handed-over'));
-- What it says is fixed when it is released.
alter table letter drop constraint letter_check, add constraint fixed_when_released check (sealed is null or state <> 'waiting'),
  add constraint released_is_whole check (state <> 'released' or (sealed is not null and released_at is not null));
alter table letter drop constraint letter_check2, add constraint gone_is_judged_no_more check (state <> 'handed-over' or (held is null and good_until is null));
alter table letter drop constraint letter_held_check, add constraint letter_held_check check (held in ('no-safe-contact', 'expired', 'doubtful', 'hold', 'not-theirs'));
alter table letter add constraint held_is_not_released check (state <> 'released' or held is null);
drop index letter_waiting;
create index letter_waiting on letter (authority, day, file, number, recipient) where state <> 'handed-over';
drop index letter_ageing;
create index letter_ageing on letter (good_until) where state <> 'handed-over';

-- Nothing goes that was not released, and a letter to the person never as one to somebody else.
create function nrm_letter_goes() returns trigger language plpgsql as $$
begin
  if new.state = 'handed-over' and old.state not in ('released', 'handed-over') then
    raise exception 'a letter goes only after it was released' using errcode = 'check_violation';
  end if;
  if old.state = 'handed-over' and new.state <> 'handed-over' or new.recipient <> old.recipient then
    raise exception 'a letter that has gone has gone' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger goes before update on letter for each row execute function nrm_letter_goes();

-- Releasing, recalling and replacing a letter is part of writing letters, and only people do it.
alter table event add constraint letters_released_by_people check (role <> 'system' or kind not in ('LetterReleased', 'LetterRecalled', 'LetterReplaced'));
