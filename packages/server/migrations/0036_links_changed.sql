-- Links to journeys that are changed after they were made.

-- `changes`: how often. `before`: what it allowed before the last change, so that this can be taken back.
alter table atlas_share
  add column changes integer not null default 0,
  add column before jsonb;
