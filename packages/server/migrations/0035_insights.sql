-- What is done about insights, beside the records of the atlas that say what they are: state, priority, values on scales, decisions, evidence, filters.

-- What happened at the filter. Never changed but for being withdrawn. `verdict`: accept, defer, reject; pass: the filter was off. `inputs`, `scores`: as they were then.
create table insight_decision (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  verdict text not null,
  reason text not null,
  until bigint,
  department_id integer,
  member_id integer references member,
  at bigint not null,
  inputs jsonb not null,
  scores jsonb not null,
  withdrawn_at bigint,
  withdrawn_by integer references member,
  unique (workspace_id, insight, id),
  foreign key (workspace_id, insight) references atlas_record (workspace_id, id),
  foreign key (workspace_id, department_id) references unit (workspace_id, id),
  -- Whoever lets something through is a person, unless the filter was off; and it is let through for a department.
  check (verdict <> 'accept' or (member_id is not null and department_id is not null)),
  check (verdict <> 'pass' or department_id is not null)
);

create function refuse_insight_decision_change() returns trigger language plpgsql as $$
begin
  if (new.id, new.workspace_id, new.insight, new.verdict, new.reason, new.until, new.department_id, new.member_id, new.at, new.inputs, new.scores)
      is distinct from (old.id, old.workspace_id, old.insight, old.verdict, old.reason, old.until, old.department_id, old.member_id, old.at, old.inputs, old.scores)
    or old.withdrawn_at is not null then
    raise exception 'a decision about an insight never changes';
  end if;
  return new;
end
$$;
create trigger insight_decision_kept before update on insight_decision for each row execute function refuse_insight_decision_change();

-- How an insight stands; none: it is new and nothing was done. `since`: in this state; `until`: of what was put off, when it comes back. `department_id`: named to be in charge;
-- null: it follows. `release`: the decision that let it through, without which nobody comes to the states behind the filter.
create table insight_work (
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  version integer not null,
  status text not null,
  since bigint not null,
  until bigint,
  priority text,
  department_id integer,
  addressee_id integer references member,
  inputs jsonb not null,
  release bigint,
  escalated_to integer references member,
  escalated_by integer references member,
  escalated_at bigint,
  escalated_reason text,
  changed_at bigint not null,
  primary key (workspace_id, insight),
  foreign key (workspace_id, insight) references atlas_record (workspace_id, id),
  foreign key (workspace_id, department_id) references unit (workspace_id, id),
  foreign key (workspace_id, insight, release) references insight_decision (workspace_id, insight, id),
  check ((status in ('accepted', 'ticket', 'inProgress', 'solved', 'verified')) = (release is not null))
) with (fillfactor = 70);

-- Every change of the work: what, by whom, and the whole work as it stood before, so that the last one can be taken back. `undoes`: the version that it took back.
create table insight_change (
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  version integer not null,
  at bigint not null,
  member_id integer references member,
  what text not null,
  step text,
  reason text not null,
  decision bigint,
  before jsonb not null,
  undoes integer,
  primary key (workspace_id, insight, version),
  foreign key (workspace_id, insight) references atlas_record (workspace_id, id)
);

-- What insights are known from. `query`: of kind events, what is asked. `dated_at`: of when it is. Puts nobody's data here: a question has a number for an answer.
create table insight_evidence (
  id bigint generated always as identity primary key,
  workspace_id integer not null references workspace,
  insight text collate "C" not null,
  kind text not null,
  title text not null,
  about text not null,
  link text,
  voices integer,
  query jsonb,
  dated_at bigint not null,
  member_id integer references member,
  made_at bigint not null,
  removed_at bigint,
  foreign key (workspace_id, insight) references atlas_record (workspace_id, id),
  check ((kind = 'events') = (query is not null))
);
create index insight_evidence_of on insight_evidence (workspace_id, insight, id);

-- What departments say about their filters; those that say nothing have that of the unit above. `approvers`: members who alone decide; none: all whose role may.
create table insight_filter (
  workspace_id integer not null references workspace,
  unit_id integer not null,
  mode text not null,
  approvers integer[] not null,
  capacity integer,
  primary key (workspace_id, unit_id),
  foreign key (workspace_id, unit_id) references unit (workspace_id, id)
);

-- How a workspace weighs insights; none: as it begins. `scales`: see protocol/insights/scales.ts.
create table insight_scales (
  workspace_id integer primary key references workspace,
  version integer not null,
  scales jsonb not null
);
