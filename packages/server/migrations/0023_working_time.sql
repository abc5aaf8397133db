-- Working hours are edited whole: who saves says which edition was changed, so that two who edit at once do not undo each other unseen.

alter table working_calendar add column version integer not null default 1;
