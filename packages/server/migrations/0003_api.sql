-- The management API: the workspace a session works in, links of the first admin, kept answers, who changed what, and lists.

alter table session add column workspace_id integer references workspace;

-- One-time links that make the first admin. Only the newest unused one is taken.
create table setup_link (
  hash bytea primary key,
  created_at bigint not null,
  used_at bigint
);

-- Answers of writes under their Idempotency-Key, kept for 24 hours. `request`: SHA-256 of what was asked, so that a key used for
-- something else is noticed. `answer` is sealed, because it may hold a secret that is shown once.
create table kept_answer (
  workspace_id integer not null,
  caller text not null,
  key text not null,
  request bytea not null,
  status smallint,
  answer text,
  kept_at bigint not null,
  primary key (workspace_id, caller, key)
);
create index kept_answer_kept on kept_answer (kept_at);

-- Who changed what (E9). `target`: the path parameters of the operation, never what was sent.
create table audit_entry (
  id bigint generated always as identity primary key,
  workspace_id integer not null,
  done_at bigint not null,
  member_id integer,
  token_id integer,
  operation text not null,
  target jsonb not null
);
create index audit_entry_recent on audit_entry (workspace_id, id desc);

-- Customers of a workspace, newest first.
create index customer_state_recent on customer_state (workspace_id, customer_id desc);

-- Ends of messages that people look for; those that ask for attention have an index already.
create index message_ended on message (workspace_id, state, id desc) where state in ('bounced', 'complained', 'suppressed', 'cancelled');
