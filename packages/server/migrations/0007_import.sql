-- When the import of a file was complete; a file that is complete is not read again.
alter table import_progress drop column bytes;
alter table import_progress add column done_at bigint;
