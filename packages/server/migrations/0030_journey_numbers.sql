-- Journeys as they are measured: frozen editions, how far each was filled from history, counters, and where customers are.

-- Never changed once written. `customers`: how many there were, for the progress of filling.
create table journey_edition (
  workspace_id integer not null references workspace,
  journey text collate "C" not null,
  number integer not null,
  document jsonb not null,
  published_at bigint not null,
  published_by text,
  effective_at bigint not null,
  customers bigint not null,
  primary key (workspace_id, journey, number)
);

-- The sweep by which customers who do not come by themselves learn of an edition: per bucket how far it is.
create table journey_fill (
  workspace_id integer not null,
  journey text collate "C" not null,
  number integer not null,
  bucket smallint not null,
  effective_at bigint not null,
  after_id bigint not null default 0,
  done bigint not null default 0,
  finished_at bigint,
  primary key (workspace_id, journey, number, bucket)
) with (fillfactor = 50);
create index journey_fill_open on journey_fill (bucket) where finished_at is null;

-- What runs count for; see core/understand/journey-run/counts.ts. `day`: of UTC, 0 for what is now. `slot` spreads writers.
create table journey_count (
  workspace_id integer not null,
  journey text collate "C" not null,
  edition integer not null,
  day integer not null,
  what text collate "C" not null,
  step text collate "C" not null,
  next text collate "C" not null,
  channel text collate "C" not null,
  rung smallint not null,
  slot smallint not null,
  count bigint not null,
  primary key (workspace_id, journey, edition, day, what, step, next, channel, rung, slot)
) with (fillfactor = 50);

-- Each customer's latest run through a journey. `outcome`: open, completed, dropped; `at`: since when they are, or were, at that step. `strays`: where it strayed from the design, as `what/step`.
create table journey_place (
  customer_id bigint not null,
  journey text collate "C" not null,
  workspace_id integer not null,
  edition integer not null,
  step text collate "C" not null,
  channel text not null,
  at bigint not null,
  started_at bigint not null,
  outcome text not null,
  fitness smallint not null,
  strays text[],
  primary key (customer_id, journey)
) with (fillfactor = 70);
create index journey_place_here on journey_place (workspace_id, journey, step, at desc, customer_id desc) where outcome = 'open';
create index journey_place_strays on journey_place using gin (strays) where strays is not null;
