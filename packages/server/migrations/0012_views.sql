-- Saved views of lists: a name for the search part of a list's address. `member_id` null: made by a program, always shared.
create table view (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspace,
  member_id integer references member,
  screen text not null,
  name text not null,
  search text not null,
  shared boolean not null,
  created_at bigint not null,
  deleted_at bigint
);
create index view_of_screen on view (workspace_id, screen, id);
