-- Two signals are folded together only where they say the same of what may be grave: one more kind of mark, keyed as the others are.
alter table signal_mark drop constraint signal_mark_kind_check, add constraint signal_mark_kind_check check (kind in ('words', 'place', 'grave'));
