-- What the acceptor has taken in all, per workspace: `accepted` from outside, `own` events of ours, `duplicate`, `refused`.
-- Written in the transaction that stores the events, so that the figures survive whatever is killed. `slot` spreads writers.
create table accept_count (
  workspace_id integer not null,
  what text not null,
  slot smallint not null,
  count bigint not null,
  primary key (workspace_id, what, slot)
) with (fillfactor = 50);
