-- Audit as a chain, erasure of a person, retention of events.

-- `detail`: what changed, never personal data or secrets. `place` and `hash`: given when the entry is sealed, in a chain per workspace.
alter table audit_entry add column detail jsonb not null default '{}';
alter table audit_entry add column place bigint;
alter table audit_entry add column hash bytea;
create unique index audit_entry_place on audit_entry (workspace_id, place) where place is not null;
create index audit_entry_unsealed on audit_entry (workspace_id, id) where place is null;
create index audit_entry_operation on audit_entry (workspace_id, operation, id desc);

-- Erasures of people: asked for, under way, done. Holds numbers alone. `progress`: what was done so far, by table.
create table erasure (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  customer_id bigint not null,
  state text not null,
  step text not null,
  progress jsonb not null default '{}',
  keep_suppressed boolean not null,
  reason text not null,
  member_id integer,
  token_id integer,
  asked_at bigint not null,
  beat_at bigint not null,
  done_at bigint,
  -- What is searched for while it runs: sealed, and gone when it is done.
  searched text
);
create index erasure_recent on erasure (workspace_id, id desc);
create index erasure_open on erasure (id) where state <> 'done';

-- Identifiers of erased people as keyed hashes, so that neither an old event nor an old backup brings them back.
create table erased_identity (
  workspace_id integer not null,
  hash bytea not null,
  erased_at bigint not null,
  primary key (workspace_id, hash)
);
-- Ids of erased customers; nothing is ever stored for them again.
create table erased_customer (
  customer_id bigint primary key,
  workspace_id integer not null,
  erased_at bigint not null
);
create index erased_customer_recent on erased_customer (workspace_id, erased_at desc);
-- Addresses of erased people that must not be written to again, as keyed hashes.
create table erased_suppression (
  workspace_id integer not null,
  channel text not null,
  hash bytea not null,
  suppressed_at bigint not null,
  primary key (workspace_id, channel, hash)
);

-- How long events of a name are kept, in days; `*` for all that are not named. Without a row they stay.
create table retention_rule (
  workspace_id integer not null references workspace,
  event text not null,
  days integer not null,
  changed_at bigint not null,
  deleted bigint not null default 0,
  ran_at bigint,
  primary key (workspace_id, event)
);
create index event_of_age on event using brin (received_at);
