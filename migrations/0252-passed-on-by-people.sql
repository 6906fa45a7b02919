-- That too few are left to look at a case again is said by somebody who decides there, never by the program.
alter table event add constraint passed_on_by_people check (role <> 'system' or kind <> 'PassedOn');
