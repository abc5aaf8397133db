-- Files that people upload with a mapping, and webhooks that take any JSON.

-- How deliveries to a webhook source are signed, and the secret, sealed. Null: its address alone is the secret.
alter table source add column signature text;
alter table source add column signing_secret text;

-- An uploaded file and its import. `state`: receiving, ready, waiting, running, done, cancelled, failed. `hash`: SHA-256 of its content,
-- from which the ids of its events follow. `reading`: encoding and separator. `refused`, `known`: rows with faults, events known before.
create table file_import (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  source_id integer not null references source,
  name text not null,
  format text not null,
  state text not null,
  hash text,
  bytes bigint not null default 0,
  reading jsonb not null default '{}',
  mapping jsonb,
  live boolean not null default false,
  rows bigint not null default 0,
  refused bigint not null default 0,
  known bigint not null default 0,
  share real not null default 0,
  fault text,
  created_at bigint not null,
  started_at bigint,
  ended_at bigint,
  beat_at bigint not null default 0
);
create index file_import_recent on file_import (workspace_id, source_id, id desc);
create index file_import_open on file_import (id) where state in ('receiving', 'ready', 'waiting', 'running');

-- The content of an uploaded file in pieces, gone once it was imported, cancelled or forgotten.
create table file_part (
  import_id bigint not null references file_import on delete cascade,
  part integer not null,
  content bytea not null,
  primary key (import_id, part)
);

-- What was sent to webhook sources of late. `state`: taken, refused, unmapped, unsigned. `body`: as it was sent; null where it was not
-- signed as it should be, because then nobody knows from whom it is.
create table hook_delivery (
  id bigint generated always as identity primary key,
  workspace_id integer not null,
  source_id integer not null,
  received_at bigint not null,
  state text not null,
  body text,
  key text not null,
  events integer not null,
  code text,
  detail text
);
create index hook_delivery_recent on hook_delivery (source_id, id desc);
create index hook_delivery_age on hook_delivery (received_at);

-- `record_key`: `raw` is no message but the record of a file or webhook, to be read by its source's mapping; its events get their ids from
-- the key, so that the same record is kept aside once and taken once.
alter table refused_event add column record_key text collate "C";
create unique index refused_event_record on refused_event (source_id, record_key) where record_key is not null;

-- What somebody looked at and put away, so that it does not ask for attention any more.
alter table refused_event add column discarded_at bigint;
drop index refused_event_open;
create index refused_event_open on refused_event (workspace_id, code, id desc) where replayed_at is null and discarded_at is null;
alter table set_aside add column discarded boolean not null default false;
