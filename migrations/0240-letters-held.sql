-- Letters of the cases that somebody has, closed ones among them: found by who has the case.
create index queue_held on queue (held_by, held_until) where held_by is not null;
