-- True while a message is claimed that was `unknown` before: when its dispatcher goes silent it is `unknown` again, not `queued`, so that
-- "rather not than twice" still holds.
alter table message add column was_unknown boolean not null default false;
