-- What a second person finds, and what is moved from a wrong record, is written by people and never by the program alone.
alter table event add constraint found_by_people check (role <> 'system' or kind not in ('Reviewed', 'FiledInError', 'MovedIn'));
