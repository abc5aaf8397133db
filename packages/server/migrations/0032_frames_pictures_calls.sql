-- Links that pages of other origins show within themselves, lanes that a link leaves out, pictures in maps, and what of being called was read.

-- `frame`: names the link in the address for frames, so that the secret stays behind the hash. `origins`: of the pages that may show it.
alter table atlas_share
  add column frame text unique,
  add column origins text[] not null default '{}',
  add column without text[] not null default '{}';

-- Pictures that fields of records name. `id` follows from the content. `loose_since`: when nothing was seen to name it; null: something does.
create table picture (
  workspace_id integer not null references workspace,
  id text collate "C" not null,
  type text not null,
  width integer not null,
  height integer not null,
  content bytea not null,
  member_id integer references member,
  made_at bigint not null,
  loose_since bigint,
  primary key (workspace_id, id)
);
-- What draws is packed already.
alter table picture alter column content set storage external;

-- How far somebody who was called has read a thread: up to `comment`.
create table atlas_talk_read (
  workspace_id integer not null references workspace,
  member_id integer not null references member,
  thread bigint not null references atlas_comment,
  comment bigint not null,
  primary key (member_id, thread)
);
