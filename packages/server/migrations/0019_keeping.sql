-- The log's order survives a move to another database cluster. Transaction ids count per cluster: where a copy was loaded into a younger
-- one, new entries would sort before old ones. These two functions are the only places that ask for an id; a restored database gets
-- bodies that add a fixed number, so that everything new comes after everything old (decision 18).
create function log_txid() returns xid8 language sql stable as 'select pg_current_xact_id()';
-- Every entry below it is committed and visible, or will never be.
create function log_horizon() returns xid8 language sql stable parallel safe as 'select pg_snapshot_xmin(pg_current_snapshot())';
alter table event alter column txid set default log_txid();

-- Backups that were made or failed, so that somebody notices when none are. Of the whole installation, not of one workspace.
-- `place`: where it was written, `-` for standard output. `fault`: why it failed; null: it is whole.
create table backup (
  id integer generated always as identity primary key,
  started_at bigint not null,
  ended_at bigint not null,
  place text not null,
  automatic boolean not null,
  encrypted boolean not null,
  row_count bigint,
  bytes bigint,
  fault text
);
