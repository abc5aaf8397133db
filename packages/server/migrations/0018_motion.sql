-- What moved between sources, customers, flows, channels and results, for Mission Control. The engine counts it in the batch that
-- applied it, per minute of arrival; finished hours are added up by the housekeeping. `span`: minutes a row covers, 1 or 60.
-- `what`: source, new, entered, goal, lag, set_aside, and what became of messages. `slot` spreads writers; hours have slot 0.
create table motion (
  workspace_id integer not null,
  span smallint not null,
  at bigint not null,
  what text not null,
  origin text not null,
  target text not null,
  slot smallint not null,
  count bigint not null,
  primary key (workspace_id, span, at, what, origin, target, slot)
) with (fillfactor = 50);
create index motion_minute on motion (at) where span = 1;

-- How things stood at a minute: customers with an event in the five minutes before, people in flows.
create table gauge (
  workspace_id integer not null,
  at bigint not null,
  moving integer not null,
  waiting bigint not null,
  primary key (workspace_id, at)
);

-- A sample of the engine's newest decisions with their reasons, kept for an hour. The log, not this table, is the whole truth.
create table decision (
  id bigint generated always as identity primary key,
  workspace_id integer not null,
  at bigint not null,
  customer_id bigint not null,
  flow_id text not null,
  step text,
  outcome text not null,
  reason text,
  channel text,
  until bigint
);
create index decision_recent on decision (workspace_id, id desc);
