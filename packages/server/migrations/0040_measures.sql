-- Measures that are to help customers, how each stood before every change, and what was found of whether they helped.

-- A measure. `fields`: see protocol/api/measures.ts. `owner_id`: the department that carries it out. Holds no customer's data.
create table measure (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspace,
  version integer not null,
  fields jsonb not null,
  owner_id integer,
  made_at bigint not null,
  changed_at bigint not null,
  unique (workspace_id, id),
  foreign key (workspace_id, owner_id) references unit (workspace_id, id)
);

-- Every change of a measure, and its fields as they stood before. `undoes`: the version that it took back.
create table measure_change (
  workspace_id integer not null references workspace,
  measure_id integer not null,
  version integer not null,
  at bigint not null,
  member_id integer references member,
  before jsonb,
  undoes integer,
  primary key (workspace_id, measure_id, version),
  foreign key (workspace_id, measure_id) references measure (workspace_id, id)
);

-- What was found on a UTC day. `judgement`: the verdict with the interval that it follows from.
create table measure_judgement (
  workspace_id integer not null references workspace,
  measure_id integer not null,
  day integer not null,
  at bigint not null,
  judgement jsonb not null,
  primary key (workspace_id, measure_id, day),
  foreign key (workspace_id, measure_id) references measure (workspace_id, id)
);
