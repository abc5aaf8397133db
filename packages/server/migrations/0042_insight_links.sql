-- Links to single insights, and pictures of insights.

-- `shares`: what the link shows, `journey` or `insight`; the column `journey` names it, whichever it is. A link to an insight has no frame, origins or lanes.
alter table atlas_share
  add column shares text not null default 'journey';

-- A picture of an insight. `picture`: of the table of pictures, which forgets what nothing names for long. `removed_at`: put aside, and can be brought back.
create table insight_picture (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  picture text collate "C" not null,
  caption text not null default '',
  member_id integer references member,
  made_at bigint not null,
  removed_at bigint,
  unique (workspace_id, id),
  foreign key (workspace_id, insight) references atlas_record (workspace_id, id)
);
create index insight_picture_insight on insight_picture (workspace_id, insight, id);
