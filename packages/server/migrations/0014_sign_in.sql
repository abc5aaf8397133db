-- Signing in: sessions that can be told apart, slowed-down guesses, second factors, passkeys, providers, tokens with scopes, keys that overlap.

-- Who comes by a provider alone has no password.
alter table member alter column password_hash drop not null;
alter table member add column password_changed_at bigint;

-- `method`: password, passkey, provider. `strong`: two factors were shown. `fresh_at`: when the member last proved who they are.
-- `bound`: came by a workspace's own provider, and so works in `workspace_id` alone.
alter table session add column id integer generated always as identity;
alter table session add constraint session_id unique (id);
alter table session add column method text not null default 'password';
alter table session add column strong boolean not null default false;
alter table session add column bound boolean not null default false;
alter table session add column fresh_at bigint not null default 0;
alter table session add column browser text;
alter table session add column system text;
create index session_member on session (member_id);

-- How many tries in a row failed, by a keyed hash of who tried; nobody may try before `next_at`. Names nobody.
create table sign_in_try (
  key bytea primary key,
  failures integer not null,
  next_at bigint not null,
  forget_at bigint not null
) with (fillfactor = 70);

-- Links for a new password. At most one of a member holds.
create table password_reset (
  hash bytea primary key,
  member_id integer not null unique references member on delete cascade,
  created_at bigint not null,
  expires_at bigint not null
);

-- One-time codes (RFC 6238). `last_step`: the newest step whose code was taken; that one and older ones are taken no more.
create table totp (
  member_id integer primary key references member on delete cascade,
  secret text not null,
  created_at bigint not null,
  confirmed_at bigint,
  last_step bigint not null default 0
);

create table recovery_code (
  member_id integer not null references member on delete cascade,
  hash bytea not null,
  used_at bigint,
  primary key (member_id, hash)
);

-- `counter`: the authenticator's count of signatures, 0 where it has none.
create table passkey (
  id integer generated always as identity primary key,
  member_id integer not null references member on delete cascade,
  credential text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  synced boolean not null,
  name text not null,
  created_at bigint not null,
  used_at bigint
);
create index passkey_member on passkey (member_id);

-- Challenges whose answer was taken: none is taken twice.
create table used_challenge (
  hash bytea primary key,
  expires_at bigint not null
);

-- A workspace's own OpenID provider. `client_secret` is sealed. `role_map`: from values of the claim to roles, in order.
create table oidc_provider (
  workspace_id integer primary key references workspace on delete cascade,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text,
  domains text[] not null,
  role_claim text,
  role_map jsonb not null default '[]',
  joins boolean not null default false,
  join_role text not null default 'viewer',
  listed boolean not null default true,
  strong boolean not null default false,
  updated_at bigint not null
);

-- Which member a provider's person is. By subject, because addresses change hands.
create table oidc_identity (
  workspace_id integer not null references workspace on delete cascade,
  issuer text not null,
  subject text not null,
  member_id integer not null references member on delete cascade,
  linked_at bigint not null,
  primary key (workspace_id, issuer, subject)
);
create index oidc_identity_member on oidc_identity (member_id);

alter table workspace add column second_factor boolean not null default false;

-- `scopes`: the actions a token may take of its role's; null: all of them.
alter table api_token add column scopes text[];
alter table api_token add column last_used_at bigint;

-- The write key before the last rotation, and until when it is taken.
alter table source add column old_key text unique;
alter table source add column old_key_until bigint;
