-- Engine workers that are alive, so that each knows its fair share of the buckets. Times are the database's clock,
-- because leases are compared between machines.
create table engine_worker (
  owner text primary key,
  seen_at bigint not null
);

-- What the engine has done in all, per workspace; `slot` spreads writers.
create table engine_count (
  workspace_id integer not null,
  what text not null,
  slot smallint not null,
  count bigint not null,
  primary key (workspace_id, what, slot)
) with (fillfactor = 50);

-- A lease is alive while its owner is: beats touch the worker's row only, never the buckets' that batches move.
alter table bucket drop column leased_until;
