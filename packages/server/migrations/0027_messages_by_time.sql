-- Messages of a time, however long ago, the last first.
create index message_time on message (workspace_id, created_at desc, id desc);
