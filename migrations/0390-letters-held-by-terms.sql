-- A letter is also held by the person's own terms: at no hour, with no such words, without the word they agreed on.
alter table letter drop constraint letter_held_check;
alter table letter add constraint letter_held_check check (held in
  ('no-safe-contact', 'expired', 'doubtful', 'hold', 'not-at-this-hour', 'says-too-much', 'no-code-word', 'not-theirs'));
