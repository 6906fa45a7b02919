-- Figures: which quarters hold every case, what was published beside them, and whether a practice caseload was loaded.

-- A quarter that is not listed holds whatever was referred here. One that is listed says whether it is whole, and why not.
create table figures_quarter (
  quarter text primary key check (quarter ~ '^\d{4}-Q[1-4]$'),
  whole boolean not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('figures_quarter', array['statistics', 'operations'], array['operations']);

-- Cells of tables that were published elsewhere, to print beside our own.
create table figures_published (
  quarter text not null,
  series text not null check (series in ('age-place', 'reasonable-grounds', 'conclusive-grounds', 'notifications')),
  age text not null default '',
  code text not null default '',
  people integer not null check (people >= 0),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (quarter, series, age, code)
);
select nrm_guard('figures_published', array['statistics', 'operations'], array['operations']);

-- One row: the practice caseload of this data folder, written in the same transaction as the caseload itself.
create table practice_caseload (
  only_one boolean primary key default true check (only_one),
  seed bigint not null,
  today date not null,
  history boolean not null,
  cases integer not null,
  loaded_at timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
create trigger never_changed before update or delete on practice_caseload for each row execute function nrm_refuse_change();
select nrm_guard('practice_caseload', array['operations'], array['operations']);
