-- What is new about what units own: answers of customers and what became of insights, gathered by the role `jobs`, and what each reader has seen and wishes to be told.

-- How far each bucket of the log was gathered; moves with what was gathered, in one transaction.
create table feed_bucket (
  bucket smallint primary key,
  txid xid8 not null,
  seq bigint not null
) with (fillfactor = 50);
insert into feed_bucket (bucket, txid, seq) select bucket, '0'::xid8, 0 from bucket;

-- How far the changes of what people design were gathered.
create table feed_design (
  workspace_id integer primary key references workspace,
  seq bigint not null
);

-- Changes of the work on insights that are in the feed already.
alter table insight_change add column gathered boolean not null default false;
create index insight_change_new on insight_change (workspace_id, insight, version) where not gathered;

-- Answers of customers about records that ask for them. `value`: in hundredths; `key`: a hash of the message, so that one that comes twice counts once; `source_id` null: an
-- event of our own; `customer_id` null: erased.
create table feed_answer (
  workspace_id integer not null references workspace,
  record text collate "C" not null,
  kind text not null,
  key bigint not null,
  at bigint not null,
  value smallint not null,
  channel text not null,
  source_id integer,
  customer_id bigint,
  primary key (workspace_id, record, kind, key)
);
create index feed_answer_time on feed_answer (workspace_id, record, kind, at);
create index feed_answer_customer on feed_answer (customer_id) where customer_id is not null;

-- Items. `source`: what makes it this one, so that it comes once; `record`: what it is about; `at`: when it happened; `gathered_at`: since when it is here as it is.
create table feed_item (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  source text collate "C" not null,
  kind text not null,
  record text collate "C" not null,
  at bigint not null,
  gathered_at bigint not null,
  customer_id bigint,
  facts jsonb not null,
  unique (workspace_id, source)
) with (fillfactor = 80);
create index feed_item_order on feed_item (workspace_id, at desc, id desc);
create index feed_item_record on feed_item (workspace_id, record, at desc, id desc);
create index feed_item_gathered on feed_item (workspace_id, gathered_at);
create index feed_item_customer on feed_item (customer_id) where customer_id is not null;

-- What a member has seen: everything that was here at an instant, and single items.
create table feed_reader (
  workspace_id integer not null,
  member_id integer not null,
  read_to bigint not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references membership (workspace_id, member_id) on delete cascade
);
create table feed_read (
  workspace_id integer not null,
  member_id integer not null,
  item_id bigint not null references feed_item on delete cascade,
  read boolean not null,
  at bigint not null,
  primary key (workspace_id, member_id, item_id),
  foreign key (workspace_id, member_id) references membership (workspace_id, member_id) on delete cascade
);

-- How a member is told by mail. `cadence`: off, daily, weekly; `period`: the last one told of, or that began before the wish; `told_to`, `alerted_to`: what was gathered up to
-- then is told.
create table feed_delivery (
  workspace_id integer not null,
  member_id integer not null,
  version integer not null,
  cadence text not null,
  hour smallint not null,
  zone text not null,
  alerts boolean not null,
  period text not null,
  told_to bigint not null,
  alerted_to bigint not null,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references membership (workspace_id, member_id) on delete cascade
);

-- Addresses at which programs read a feed. `unit_id` null: everything. `hash`: of the secret in the address.
create table feed_link (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspace,
  member_id integer references member,
  unit_id integer,
  name text not null,
  hash bytea not null unique,
  made_at bigint not null,
  read_at bigint,
  revoked_at bigint,
  foreign key (workspace_id, unit_id) references unit (workspace_id, id)
);
create index feed_link_workspace on feed_link (workspace_id, id desc);
