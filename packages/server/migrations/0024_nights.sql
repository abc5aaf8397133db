-- Backups by the clock. One row for the whole installation; without it nobody has asked for any.
-- `at_time`: HH:MM in `zone`. `folder` null: `backups` in the data folder. `keep`: how many of each kind stay. `passphrase`: sealed.
-- `night`: the newest local date that was taken in hand, so that none is done twice; `tries` and `done` are those of that night.
-- `wanted_at`: somebody asked for one now. `running_since`, `beat_at`, `share`: of the one under way.
create table backup_schedule (
  id smallint primary key check (id = 1),
  automatic boolean not null,
  at_time text not null,
  zone text not null,
  folder text,
  keep smallint not null,
  passphrase text,
  changed_at bigint not null,
  night text,
  tries smallint not null default 0,
  done boolean not null default true,
  wanted_at bigint,
  running_since bigint,
  beat_at bigint,
  share real
);
-- `managed`: written and cleared away by the server itself; `host`: the machine its file lies on; `removed_at`: when it was cleared away.
-- `cause`: why it failed, as a word that screens know.
alter table backup add column managed boolean not null default false;
alter table backup add column host text;
alter table backup add column removed_at bigint;
alter table backup add column cause text;

-- After a restore: messages made for instants up to `until` may have left before and are held. One row at most.
create table message_hold (
  id smallint primary key check (id = 1),
  since bigint not null,
  until bigint not null
);
create index message_held on message (workspace_id, id desc) where state = 'held';
-- Whoever leaves a flow leaves its held messages, too.
drop index message_run;
create index message_run on message (run_id) where state in ('queued', 'claimed', 'held');

-- Old events are found by what came of age and what arrived since the last round, not by reading the whole log again.
-- `cleared_before`: everything that happened earlier and had arrived by `seen_at` is gone; null: nobody has gone through the log yet.
alter table retention_rule add column cleared_before bigint;
alter table retention_rule add column seen_at bigint;
create index event_of_time on event using brin (occurred_at);
