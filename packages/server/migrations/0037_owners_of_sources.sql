-- The unit that answers for a source; null: nobody.
alter table source add column owner_id integer;
alter table source add foreign key (workspace_id, owner_id) references unit (workspace_id, id);
create index source_owner on source (owner_id) where owner_id is not null;
