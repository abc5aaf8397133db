-- What the atlas counts over everything: how many records of a kind there are and whose, and when anything in a journey was last changed.

create index atlas_record_counted on atlas_record (workspace_id, kind, journey, owner_id) where removed_at is null;
create index atlas_record_touched on atlas_record (workspace_id, journey, changed_at) where journey is not null;
-- The one above begins with the same.
drop index atlas_record_journey;
