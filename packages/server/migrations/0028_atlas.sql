-- What people design: records of all kinds in one table, and every change of them in one order per workspace.

-- `journey`: the record it lives in; null: the library. `fields` as protocol/atlas/kinds says. `words`: what it is found by, in every language.
create table atlas_record (
  workspace_id integer not null references workspace,
  id text collate "C" not null,
  kind text not null,
  journey text collate "C",
  fields jsonb not null,
  owner_id integer,
  removed_at bigint,
  made_at bigint not null,
  changed_at bigint not null,
  words tsvector not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references unit (workspace_id, id)
) with (fillfactor = 80);
create index atlas_record_journey on atlas_record (workspace_id, journey) where journey is not null;
create index atlas_record_kind on atlas_record (workspace_id, kind, changed_at desc, id) where removed_at is null;
create index atlas_record_words on atlas_record using gin (words);

-- Where library records stand in journeys, follows from placements. Written with them.
create table atlas_place (
  workspace_id integer not null,
  placement text collate "C" not null,
  item text collate "C" not null,
  journey text collate "C" not null,
  step text collate "C",
  primary key (workspace_id, placement)
);
create index atlas_place_item on atlas_place (workspace_id, item);

-- Writers of a workspace wait for each other, so that `seq` counts in the order of commits. `edits` as they were applied; `undoes`: the change that it takes back.
create table atlas_change (
  seq bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  id text collate "C" not null,
  member_id integer references member,
  at bigint not null,
  journeys text[] not null,
  edits jsonb not null,
  reverse jsonb not null,
  undoes bigint references atlas_change
);
create unique index atlas_change_id on atlas_change (workspace_id, id);
create index atlas_change_order on atlas_change (workspace_id, seq);
