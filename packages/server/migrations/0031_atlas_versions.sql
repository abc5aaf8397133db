-- Versions of journeys that never change, talk about what people design, and links by which others see it.

-- Names and what their words end with, for search as people type.
create index atlas_record_called on atlas_record using gin (ts_filter(words, '{a,c}')) where removed_at is null and journey is null;
create index atlas_record_called_within on atlas_record using gin (ts_filter(words, '{a,c}')) where removed_at is null and journey is not null;

-- All records of a journey, and the library records it names, as they stood at `seq`.
create table atlas_version (
  workspace_id integer not null references workspace,
  journey text collate "C" not null,
  number integer not null,
  name text not null,
  note text not null,
  member_id integer references member,
  made_at bigint not null,
  seq bigint not null,
  records jsonb not null,
  primary key (workspace_id, journey, number),
  foreign key (workspace_id, journey) references atlas_record (workspace_id, id)
);

create function refuse_atlas_version_change() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a journey never changes';
end
$$;
create trigger atlas_version_frozen before update on atlas_version for each row execute function refuse_atlas_version_change();

-- A link by which whoever has it sees a journey. `opens`: what may be seen besides the map. `hash`: of the secret in the address.
create table atlas_share (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  journey text collate "C" not null,
  name text not null,
  rights text not null,
  opens text[] not null,
  hash bytea not null unique,
  password_hash text,
  member_id integer references member,
  created_at bigint not null,
  expires_at bigint,
  revoked_at bigint,
  opened bigint not null default 0,
  opened_at bigint,
  unique (workspace_id, id),
  foreign key (workspace_id, journey) references atlas_record (workspace_id, id)
);
create index atlas_share_journey on atlas_share (workspace_id, journey, id desc);

-- What people say about a record; with `lane`, about what stands there at a step. `thread`: the comment it answers; threads are one deep.
-- `guest`: the name of somebody who came by a link, `share`. `journey`: empty for the library.
create table atlas_comment (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  journey text collate "C" not null,
  record text collate "C" not null,
  lane text collate "C",
  thread bigint references atlas_comment,
  text text not null,
  mentions integer[] not null default '{}',
  member_id integer references member,
  guest text,
  share bigint references atlas_share,
  created_at bigint not null,
  edited_at bigint,
  deleted_at bigint,
  resolved_at bigint,
  resolved_by integer references member,
  foreign key (workspace_id, record) references atlas_record (workspace_id, id)
);
create index atlas_comment_record on atlas_comment (workspace_id, record, id);
create index atlas_comment_journey on atlas_comment (workspace_id, journey, id);
create index atlas_comment_thread on atlas_comment (thread) where thread is not null;
create index atlas_comment_mentions on atlas_comment using gin (mentions) where mentions <> '{}';
