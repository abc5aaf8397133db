-- Counters by segment (rule J13): 0 is everybody, other numbers are segments as the edition names them. Beside each customer's run stand its segments, as bits.
alter table journey_count add column segment smallint not null default 0;
alter table journey_count drop constraint journey_count_pkey;
alter table journey_count add primary key (workspace_id, journey, edition, segment, day, what, step, next, channel, rung, slot);

alter table journey_place add column segments smallint not null default 0;
