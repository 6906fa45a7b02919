-- Every row carries organisation and team (data.md 10).
alter table support_provider add column team text not null default current_setting('nrm.team');
