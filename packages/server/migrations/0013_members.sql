-- Members and what they own: several roles, units, invitations, who left; and how the workspace looks and works.

-- Departments, teams and regions. An archived one keeps what it owns and is offered for nothing new.
-- `kind`: department, team, region.
create table unit (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspace,
  kind text not null,
  name text not null,
  parent_id integer,
  created_at bigint not null,
  archived_at bigint,
  unique (workspace_id, id),
  foreign key (workspace_id, parent_id) references unit (workspace_id, id)
);
create unique index unit_name on unit (workspace_id, kind, lower(name)) where archived_at is null;

-- `role` comes first and decides the start page; rights are those of all of them.
alter table membership add column further_roles text[] not null default '{}';
alter table membership add column joined_at bigint;
alter table membership add column seen_at bigint;

create table membership_unit (
  workspace_id integer not null,
  member_id integer not null,
  unit_id integer not null,
  primary key (workspace_id, member_id, unit_id),
  foreign key (workspace_id, member_id) references membership (workspace_id, member_id) on delete cascade,
  foreign key (workspace_id, unit_id) references unit (workspace_id, id)
);

-- Who left or was removed, so that it can be undone. Kept apart, so that no query over memberships can forget to leave them out.
create table former_membership (
  workspace_id integer not null references workspace,
  member_id integer not null references member,
  roles text[] not null,
  unit_ids integer[] not null,
  joined_at bigint,
  left_at bigint not null,
  primary key (workspace_id, member_id)
);

-- `hash`: of the secret in the link. `mailed_at`: when a mail server took the mail; null: the link is handed over by hand.
create table invitation (
  id integer generated always as identity primary key,
  workspace_id integer not null references workspace,
  email text not null,
  roles text[] not null,
  unit_ids integer[] not null,
  hash bytea not null unique,
  invited_by integer references member,
  created_at bigint not null,
  expires_at bigint not null,
  mailed_at bigint,
  accepted_at bigint,
  withdrawn_at bigint
);
create unique index invitation_open on invitation (workspace_id, email) where accepted_at is null and withdrawn_at is null;

-- The unit that owns a thing; null: nobody, so that only roles that reach all may change it.
alter table flow add column owner_id integer;
alter table flow add foreign key (workspace_id, owner_id) references unit (workspace_id, id);
create index flow_owner on flow (owner_id) where owner_id is not null;
-- The same for all versions of a template.
alter table template add column owner_id integer;
alter table template add foreign key (workspace_id, owner_id) references unit (workspace_id, id);
create index template_owner on template (owner_id) where owner_id is not null;

-- How a workspace looks to customers and to its members. `logo_key` stands in the logo's address and changes with it.
create table brand (
  workspace_id integer primary key references workspace,
  name text,
  color text,
  logo_type text,
  logo bytea,
  logo_key text unique
);

-- Working hours and holidays, of the workspace (`unit_id` null) or of one region.
create table working_calendar (
  workspace_id integer not null references workspace,
  unit_id integer,
  document jsonb not null,
  foreign key (workspace_id, unit_id) references unit (workspace_id, id)
);
create unique index working_calendar_of on working_calendar (workspace_id, coalesce(unit_id, 0));
