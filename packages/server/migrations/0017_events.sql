-- The log as a whole workspace sees it: where which events stand, how many there were, and what they hold. Written by one reader of its
-- own behind the writers (the survey), so that accepting an event costs nothing more than before.

-- How far the survey has read: every entry of a writer older than `txid` is counted. `block`: where the stretch under way begins.
create table survey (
  id smallint primary key check (id = 1),
  txid xid8 not null default '0',
  block xid8 not null default '0',
  block_events integer not null default 0
);
insert into survey (id) values (1);

-- The log in stretches of some thousand entries, each from one writer's number up to the next stretch's.
create table log_block (
  block xid8 primary key,
  events integer not null,
  first_at bigint not null,
  last_at bigint not null
);

-- Which events stand in which stretch. `source_id` 0: events of our own. A list looks only into stretches that hold what it asks for.
create table log_block_part (
  workspace_id integer not null,
  block xid8 not null,
  name text not null,
  source_id integer not null,
  channel text not null,
  count integer not null,
  primary key (workspace_id, block, name, source_id, channel)
);
create index log_block_part_name on log_block_part (workspace_id, name, block);
create index log_block_part_source on log_block_part (workspace_id, source_id, block);

-- How much happened, by the hour in which it happened (not in which it arrived), so that imported history has its place.
create table event_hour (
  workspace_id integer not null,
  hour bigint not null,
  name text not null,
  source_id integer not null,
  channel text not null,
  count bigint not null,
  primary key (workspace_id, hour, name, source_id, channel)
);
create index event_hour_name on event_hour (workspace_id, name, hour);

-- Every event name with how often it was seen, and how many of those were opened to learn their properties.
create table event_name (
  workspace_id integer not null,
  name text not null,
  kind smallint not null,
  events bigint not null,
  looked bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  primary key (workspace_id, name)
) with (fillfactor = 70);

-- What is in the events of a name. `looked_first`, `looked_last`: how many events of the name had been opened when the property was first
-- and last seen, so that "vanished" is told from "nothing came". `types`: by type, how often and since when. `examples` hold nothing
-- personal and no secret. `sketch`: the smallest hashes of its values, from which the number of different ones is estimated.
create table event_property (
  workspace_id integer not null,
  name text not null,
  path text not null,
  present bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  looked_first bigint not null,
  looked_last bigint not null,
  types jsonb not null,
  examples jsonb not null,
  sketch jsonb not null,
  sources jsonb not null,
  primary key (workspace_id, name, path)
) with (fillfactor = 60);

-- What each source sent, by the hour of arrival: for its health. `delay_ms`: of live events, arrival minus happening, summed.
create table source_hour (
  source_id integer not null,
  hour bigint not null,
  workspace_id integer not null,
  events bigint not null default 0,
  refused bigint not null default 0,
  corrected bigint not null default 0,
  delayed bigint not null default 0,
  delay_ms bigint not null default 0,
  last_at bigint not null default 0,
  primary key (source_id, hour)
) with (fillfactor = 60);

-- What a source is, so that people get the right guide; and how a webhook's or a file's fields are read.
alter table source add column kind text not null default 'server';
alter table source add column mapping jsonb;
update source set kind = 'file' where write_key like 'import\_%';

-- Refused events by reason and by source.
create index refused_event_open on refused_event (workspace_id, code, id desc) where replayed_at is null;
