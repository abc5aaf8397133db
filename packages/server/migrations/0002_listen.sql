-- Splitting a merge (I5) ends its row; the same customer may be merged again later, so the key covers only open rows.
alter table merge add column id bigint generated always as identity;
alter table merge add column ended_at bigint;
alter table merge drop constraint merge_pkey;
alter table merge add primary key (id);
create unique index merge_open on merge (loser_id) where ended_at is null;
drop index merge_identity;

-- How often an identity linked two customers of late (I3), and what else is known of it.
create index identity_note_value on identity_note (workspace_id, kind, value, noted_at);

-- Where the import of a file stands, so that it goes on after a stop. `file`: SHA-256 of its content and mapping.
create table import_progress (
  workspace_id integer not null,
  file text not null,
  lines bigint not null,
  bytes bigint not null,
  refused bigint not null,
  updated_at bigint not null,
  primary key (workspace_id, file)
);
