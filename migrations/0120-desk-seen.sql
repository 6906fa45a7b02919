-- Up to when somebody at work has seen what changed in their cases: a mark of their own, read and set by nobody else.
create table desk_seen (
  person text primary key,
  seen_at timestamptz not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('desk_seen', array['decision'], array['decision']);
select nrm_policies('desk_seen', '(select (nrm_signed())[1]) = person', '(select (nrm_signed())[1]) = person', '(select (nrm_signed())[1]) = person', null);
