-- What customers say in their own words. The words stay in the event they came with; here stands what they sound like and what people corrected.

-- A feedback, by the place of its event. `weighed`: the model that weighed it last, 0: none yet. `sentiment` to `confidence`: the model's verdict. `corrected_*`: a person's,
-- which counts before the model's; null: none. `touchpoint`, `product`: as they were sent; empty where they were not.
create table feedback (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  bucket smallint not null,
  txid xid8 not null,
  seq bigint not null,
  customer_id bigint not null,
  source_id integer,
  channel text not null,
  occurred_at bigint not null,
  weighed smallint not null default 0,
  sort text,
  text_at text,
  said double precision,
  touchpoint text not null default '',
  product text not null default '',
  language text,
  sentiment text,
  score double precision,
  confidence double precision,
  corrected_language text,
  corrected_sentiment text,
  version integer not null default 0,
  unique (bucket, txid, seq)
);
create index feedback_time on feedback (workspace_id, occurred_at desc, id desc) where sort is not null;
create index feedback_unweighed on feedback (weighed, id);
create index feedback_customer on feedback (customer_id);

-- Every correction: who said what instead of what. Labels to learn from.
create table feedback_label (
  feedback_id bigint not null references feedback on delete cascade,
  version integer not null,
  workspace_id integer not null references workspace,
  member_id integer references member,
  at bigint not null,
  language text,
  sentiment text,
  before_language text,
  before_sentiment text,
  primary key (feedback_id, version)
);

-- Which insights a feedback stands for, by their evidence.
create table feedback_insight (
  feedback_id bigint not null references feedback on delete cascade,
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  evidence_id bigint not null references insight_evidence,
  primary key (feedback_id, insight),
  foreign key (workspace_id, insight) references atlas_record (workspace_id, id)
);
create index feedback_insight_of on feedback_insight (workspace_id, insight);

-- Those that came before.
insert into feedback (workspace_id, bucket, txid, seq, customer_id, source_id, channel, occurred_at)
select workspace_id, bucket, txid, seq, customer_id, source_id, channel, occurred_at from event
where kind = 1 and lower(name) in ('feedback given', 'feedback submitted', 'survey answered', 'survey completed', 'nps submitted', 'csat submitted', 'ces submitted',
  'product reviewed', 'review published', 'review submitted', 'research noted', 'interview noted')
  and txid < (select txid from survey where id = 1);
