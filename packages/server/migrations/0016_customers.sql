-- Customers as people look for them: what a list sorts by and asks for, merges by hand and their end, notes.

-- Written by the engine with each state. `facts`: words and values to look for, see core/understand/lexemes.ts; null: not yet derived.
-- `last_slot` is coarse on purpose: as long as it stays the same, writing a state touches no index.
alter table customer_state add column first_at bigint not null default 0;
alter table customer_state add column last_at bigint not null default 0;
alter table customer_state add column last_slot bigint not null generated always as (last_at / 300000) stored;
alter table customer_state add column facts tsvector;
create index customer_state_last on customer_state (workspace_id, last_slot);
create index customer_state_first on customer_state (workspace_id, first_at, customer_id);
create index customer_state_facts on customer_state using gin (facts);
create index customer_state_underived on customer_state (customer_id) where facts is null;

-- Who merged by hand and who ended a merge; null: the rules, or a program.
alter table merge add column merged_by integer references member;
alter table merge add column ended_by integer references member;
-- Pairs that a person took apart: the rules never merge them again by themselves.
create index merge_ended on merge (workspace_id) where ended_at is not null;

-- Entries of a survivor's log that a split gave back to whom they belong. They stay where they are, so that a replay sees what was.
-- (`txid`, `at`): place of the split in the survivor's log; before it they still were the survivor's.
create table parted_event (
  from_id bigint not null,
  seq bigint not null,
  occurred_at bigint not null,
  to_id bigint not null,
  txid xid8 not null,
  at bigint not null,
  primary key (from_id, seq, txid)
);
create index parted_event_to on parted_event (to_id, occurred_at);

-- A timeline's page is read by the time at which things happened. As large as before in rows, and no further index to write.
drop index event_customer;
create index event_customer on event (customer_id, occurred_at, seq);

create table customer_note (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  customer_id bigint not null,
  member_id integer references member,
  text text not null,
  created_at bigint not null,
  edited_at bigint,
  deleted_at bigint
);
create index customer_note_customer on customer_note (customer_id, created_at desc);
