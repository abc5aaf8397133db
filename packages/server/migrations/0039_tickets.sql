-- Tickets about insights in other systems: connections, which department opens them where, intents, links with what both sides last agreed on, conflicts, what systems called about.

-- A ticket system. `secret`, `hook_secret`: sealed. `mapping`, `rules`: see core/insights/tickets. `catalog`: what it last said there is. `account`: who we are there.
-- `leased_until`: somebody works on it. `paused_until`: nothing is called before. `cursor`: up to where changes were read.
create table ticket_connection (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspace,
  version integer not null,
  name text not null,
  kind text not null,
  base_url text not null,
  account_name text,
  secret text not null,
  hook_secret text,
  hook_key text not null unique,
  options jsonb not null,
  active boolean not null,
  mode text not null,
  rules jsonb not null,
  mapping jsonb not null,
  overdue_days integer not null,
  untouched_days integer not null,
  catalog jsonb,
  account text,
  made_at bigint not null,
  removed_at bigint,
  leased_until bigint not null,
  health jsonb not null,
  paused_until bigint not null,
  cursor text,
  polled_at bigint,
  reconciled_at bigint,
  unique (workspace_id, id)
) with (fillfactor = 70);

-- Where a department's tickets are opened; those that say nothing open them where the unit above does. `priorities`: ids of the system by ours.
create table ticket_target (
  workspace_id integer not null references workspace,
  unit_id integer not null,
  connection_id integer not null,
  project text not null,
  ticket_kind text,
  priorities jsonb not null,
  fields jsonb not null,
  primary key (workspace_id, unit_id),
  foreign key (workspace_id, unit_id) references unit (workspace_id, id),
  foreign key (workspace_id, connection_id) references ticket_connection (workspace_id, id)
);

-- A ticket that is to be opened: stored before anything is sent. `sent_at`: when the last call began.
create table ticket_intent (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  connection_id integer not null,
  decision bigint not null,
  marker text not null unique,
  state text not null,
  content jsonb not null,
  sent_at bigint,
  next_at bigint not null,
  tries integer not null,
  why text,
  member_id integer references member,
  made_at bigint not null,
  foreign key (workspace_id, connection_id) references ticket_connection (workspace_id, id),
  foreign key (workspace_id, insight, decision) references insight_decision (workspace_id, insight, id)
) with (fillfactor = 70);
create unique index ticket_intent_open on ticket_intent (workspace_id, insight) where state not in ('done', 'dropped');
create index ticket_intent_due on ticket_intent (connection_id, next_at) where state in ('planned', 'sending');

-- An insight and its ticket. `ticket`: as it was last read. `memory`: what is remembered of each field. `seen_work`: version of the work that was last compared. `failure`: why the ticket does not follow.
create table ticket_link (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  connection_id integer not null,
  version integer not null,
  state text not null,
  ref text not null,
  key text not null,
  url text not null,
  ticket jsonb,
  remote_at bigint not null,
  read_at bigint,
  memory jsonb not null,
  seen_work integer not null,
  seen_record bigint not null,
  failure jsonb,
  tries integer not null,
  next_at bigint,
  made_at bigint not null,
  member_id integer references member,
  unlinked_at bigint,
  unique (workspace_id, id),
  foreign key (workspace_id, connection_id) references ticket_connection (workspace_id, id),
  foreign key (workspace_id, insight) references atlas_record (workspace_id, id)
) with (fillfactor = 70);
create unique index ticket_link_insight on ticket_link (workspace_id, insight) where unlinked_at is null;
create unique index ticket_link_ref on ticket_link (connection_id, ref) where unlinked_at is null;
create index ticket_link_due on ticket_link (connection_id, next_at) where unlinked_at is null and next_at is not null;

-- A conflict: both sides changed a field to something different. Kept after it was resolved. `choice`: local, remote; same: both became so.
create table ticket_conflict (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  link_id bigint not null,
  field text not null,
  local text,
  remote text,
  baseline text,
  at bigint not null,
  resolved_at bigint,
  resolved_by integer references member,
  choice text,
  foreign key (workspace_id, link_id) references ticket_link (workspace_id, id)
);
create unique index ticket_conflict_open on ticket_conflict (link_id, field) where resolved_at is null;

-- What systems called about: which tickets to read again, never what they hold.
create table ticket_call (
  connection_id integer not null references ticket_connection,
  key text not null,
  refs text[] not null,
  received_at bigint not null,
  done_at bigint,
  primary key (connection_id, key)
);
create index ticket_call_waiting on ticket_call (connection_id, received_at) where done_at is null;
create index ticket_call_old on ticket_call (received_at);
