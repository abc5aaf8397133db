-- What was really sent, as it left: shown to people who must know exactly what a customer got. `content`: gzip of JSON. Goes with its message.
create table message_content (
  message_id bigint primary key references message on delete cascade,
  workspace_id integer not null,
  sent_at bigint not null,
  subject text not null,
  content bytea not null
);
create index message_content_sent on message_content using brin (sent_at);

-- How the mail of each receiving domain fares, by day (UTC). `what`: accepted deferred refused bounced dead delivered complained opened clicked.
create table delivery_day (
  workspace_id integer not null,
  channel text not null,
  day bigint not null,
  domain text not null,
  what text not null,
  count bigint not null,
  primary key (workspace_id, channel, day, domain, what)
) with (fillfactor = 70);

-- The people at a step, the last to come first; and those who left, the last first.
drop index run_flow;
create index run_flow on run (flow_id, step, step_at desc, id desc) where ended_at is null;
create index run_ended on run (flow_id, ended_at desc, id desc) where ended_at is not null;
