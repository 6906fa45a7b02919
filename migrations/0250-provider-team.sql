-- Every row carries organisation and team (data.md 10).
alter table support_provider add column team text;
update support_provider set team = 'service';
alter table support_provider alter column team set default current_setting('nrm.team'), alter column team set not null;
