-- The spine: log, identities, customer states, runs, outbox. Append only; later changes are new files.
-- Instants are UTC milliseconds since 1970 (bigint), so that one clock, the application's, rules everywhere.

create table workspace (
  id integer generated always as identity primary key,
  name text not null,
  zone text not null default 'Europe/Berlin',
  locale text not null default 'de',
  settings jsonb not null default '{}',
  created_at bigint not null
);

create table source (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspace,
  name text not null,
  write_key text not null unique,
  created_at bigint not null,
  revoked_at bigint
);

-- Listen ---------------------------------------------------------------------------------------------------------

create sequence customer_id_seq as bigint increment by 1 cache 1;

-- Which customer an identifier belongs to. `kind`: userId, anonymousId, email, phone, or an external id's name.
create table identity (
  workspace_id integer not null,
  kind text not null,
  value text not null,
  customer_id bigint not null,
  first_seen_at bigint not null,
  source_id integer,
  primary key (workspace_id, kind, value)
);
create index identity_customer on identity (customer_id);

-- A merged customer's id forwards for ever (I4). Splitting a merge (I5) ends the row, it is never deleted.
create table merge (
  loser_id bigint primary key,
  survivor_id bigint not null,
  workspace_id integer not null,
  kind text not null,
  value text not null,
  merged_at bigint not null
);
create index merge_survivor on merge (survivor_id);
create index merge_identity on merge (workspace_id, kind, value, merged_at);

-- Facts about identities that are no merge: a device that went over to another user id, a limit reached (I2, I3).
create table identity_note (
  id bigint generated always as identity primary key,
  workspace_id integer not null,
  customer_id bigint not null,
  other_id bigint,
  kind text not null,
  value text not null,
  note text not null,
  noted_at bigint not null
);
create index identity_note_customer on identity_note (customer_id);

-- Twelve bytes of SHA-256 over workspace and message id; kept 8 days, so that a retry is harmless for at least 7.
create table event_key (
  key bytea primary key,
  received_at bigint not null
);
create index event_key_received on event_key using brin (received_at);

-- The log. Engine workers read each bucket in the order (txid, seq), and only rows whose writer is older than every
-- transaction still running, so that no row is skipped when writers overlap.
-- `kind`: 1 track 2 identify 3 page 4 screen 5 group 6 alias 7 consent 10 leave 11 absorb 12 command.
-- `flags`: 1 history (starts no flow), 2 clock corrected.
create table event (
  seq bigint generated always as identity (cache 1),
  txid xid8 not null default pg_current_xact_id(),
  workspace_id integer not null,
  bucket smallint not null,
  customer_id bigint not null,
  kind smallint not null,
  flags smallint not null default 0,
  source_id integer,
  name text not null,
  channel text not null,
  message_id text not null,
  occurred_at bigint not null,
  received_at bigint not null,
  body text not null,
  primary key (bucket, txid, seq)
);
create index event_customer on event (customer_id, seq);

-- Bad events of good batches, kept aside with their reason, replayable after a mend (E10).
create table refused_event (
  id bigint generated always as identity primary key,
  workspace_id integer not null,
  source_id integer not null,
  refused_at bigint not null,
  code text not null,
  field text,
  detail text not null,
  raw text not null,
  replayed_at bigint
);
create index refused_event_recent on refused_event (workspace_id, id desc);

-- Consent: the newest statement per customer, channel and topic, with its proof. Statements also stand in the log.
-- `state`: granted, refused, requested (double opt-in not yet confirmed).
create table consent (
  customer_id bigint not null,
  channel text not null,
  topic text not null,
  workspace_id integer not null,
  state text not null,
  stated_at bigint not null,
  source text not null,
  wording text,
  proof jsonb not null default '{}',
  primary key (customer_id, channel, topic)
);

-- Addresses that must not be written to again, whoever has them: hard bounces, complaints, legal demands.
create table suppression (
  workspace_id integer not null,
  channel text not null,
  address text not null,
  reason text not null,
  suppressed_at bigint not null,
  primary key (workspace_id, channel, address)
);

-- Engine ---------------------------------------------------------------------------------------------------------

-- Lease and position of each bucket in one row (B1). `epoch` grows with each change of owner; a batch commits only
-- where the epoch is still its own. `catalog_seq`: the last change of the catalog whose wake-ups were written.
create table bucket (
  bucket smallint primary key,
  owner text,
  epoch bigint not null default 0,
  leased_until bigint not null default 0,
  txid xid8 not null default '0',
  seq bigint not null default 0,
  catalog_seq bigint not null default 0
) with (fillfactor = 50);
insert into bucket (bucket) select generate_series(0, 255);

-- One document per customer: traits, consents, aggregates, entries. The engine alone writes it.
create table customer_state (
  customer_id bigint primary key,
  workspace_id integer not null,
  bucket smallint not null,
  state text not null
) with (fillfactor = 70);

-- The next instant at which a customer has something to do; may be too early, never too late.
create table timer (
  customer_id bigint primary key,
  workspace_id integer not null,
  bucket smallint not null,
  due_at bigint not null
) with (fillfactor = 70);
create index timer_due on timer (bucket, due_at);

-- One passage of one customer through one flow version. `ended_at` null: under way. `state` holds what the step remembers.
create table run (
  id text primary key,
  workspace_id integer not null,
  bucket smallint not null,
  customer_id bigint not null,
  flow_id text not null,
  version integer not null,
  key text not null,
  started_at bigint not null,
  step text not null,
  step_at bigint not null,
  wake_at bigint,
  ended_at bigint,
  reason text,
  state text not null
) with (fillfactor = 70);
create index run_customer on run (customer_id);
create index run_flow on run (flow_id, step) where ended_at is null;

-- An input that made a rule throw (B2): set aside with state and reason; its bucket goes on.
create table set_aside (
  id bigint generated always as identity primary key,
  workspace_id integer not null,
  customer_id bigint not null,
  bucket smallint not null,
  seq bigint,
  due_at bigint,
  reason text not null,
  stack text not null,
  state text not null,
  set_aside_at bigint not null,
  resolved_at bigint
);
create index set_aside_open on set_aside (workspace_id, id desc) where resolved_at is null;

-- Live counters. `slot` spreads writers, readers sum over it.
create table flow_count (
  workspace_id integer not null,
  flow_id text not null,
  version integer not null,
  step text not null,
  what text not null,
  slot smallint not null,
  count bigint not null,
  primary key (flow_id, version, step, what, slot)
) with (fillfactor = 50);

create table event_minute (
  workspace_id integer not null,
  minute bigint not null,
  name text not null,
  slot smallint not null,
  count bigint not null,
  primary key (workspace_id, minute, name, slot)
) with (fillfactor = 50);

-- Flows ----------------------------------------------------------------------------------------------------------

create table flow (
  id text primary key,
  workspace_id integer not null references workspace,
  name text not null,
  status text not null,
  draft jsonb not null,
  version integer not null default 0,
  created_at bigint not null,
  updated_at bigint not null
);

-- A published version never changes (E8). `pins` names the template versions it was published with.
create table flow_version (
  flow_id text not null references flow,
  version integer not null,
  workspace_id integer not null,
  document jsonb not null,
  pins jsonb not null,
  published_at bigint not null,
  published_by text,
  primary key (flow_id, version)
);

-- What rules hold from when: an input at `now` is decided by all changes with effective_at <= now. Append only.
create table catalog_change (
  seq bigint generated always as identity primary key,
  workspace_id integer not null,
  effective_at bigint not null,
  flow_id text not null,
  version integer not null,
  action text not null,
  detail jsonb not null default '{}'
);

create table template (
  workspace_id integer not null references workspace,
  key text not null,
  version integer not null,
  document jsonb not null,
  created_at bigint not null,
  primary key (workspace_id, key, version)
);

-- Outbox ---------------------------------------------------------------------------------------------------------

-- States never go back (M1): queued claimed handed accepted refused unknown delivered bounced complained opened clicked
-- suppressed cancelled dead.
create table message (
  id bigint generated always as identity primary key,
  key text not null unique,
  workspace_id integer not null,
  customer_id bigint not null,
  run_id text,
  flow_id text,
  version integer,
  step text,
  channel text not null,
  topic text,
  state text not null,
  reason text,
  attempts smallint not null default 0,
  created_at bigint not null,
  due_at bigint not null,
  claimed_at bigint,
  answered_at bigint,
  address text,
  provider_id text,
  request text not null,
  claimed_by text
) with (fillfactor = 80);
create index message_due on message (channel, due_at) where state in ('queued', 'claimed', 'handed', 'unknown');
create index message_customer on message (customer_id, id);
create index message_run on message (run_id) where state in ('queued', 'claimed');
create index message_attention on message (workspace_id, state, id desc) where state in ('dead', 'refused', 'unknown');

create table message_count (
  workspace_id integer not null,
  state text not null,
  channel text not null,
  slot smallint not null,
  count bigint not null,
  primary key (workspace_id, state, channel, slot)
) with (fillfactor = 50);

-- People and programs --------------------------------------------------------------------------------------------

create table member (
  id integer generated always as identity primary key,
  email text not null unique,
  name text not null,
  password_hash text not null,
  locale text,
  created_at bigint not null
);

create table membership (
  workspace_id integer not null references workspace,
  member_id integer not null references member,
  role text not null,
  primary key (workspace_id, member_id)
);

create table session (
  hash bytea primary key,
  member_id integer not null references member,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);

create table api_token (
  id integer generated always as identity primary key,
  hash bytea not null unique,
  workspace_id integer not null references workspace,
  name text not null,
  role text not null,
  created_at bigint not null,
  expires_at bigint,
  revoked_at bigint
);
