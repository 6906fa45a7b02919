-- Keyboard shortcuts: off where there is no row. What each key does is one's own choice; read with the visit, like it by the service alone.
create table own_keys (
  person text primary key,
  keys jsonb not null check (length(keys::text) < 1000),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('own_keys', array['operations'], array['operations'], array['operations']);
select nrm_policies('own_keys', '(select nrm_by_service())', '(select nrm_by_service())', '(select nrm_by_service())', '(select nrm_by_service())');
