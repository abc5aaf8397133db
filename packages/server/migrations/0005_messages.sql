-- Messages: which results still have to be told to the log, and the double opt-ins that wait for their mail.

-- False until the acceptor took the event about the present state; a sweep repeats what a crash cut off.
alter table message add column reported boolean not null default false;
create index message_report on message (id)
  where not reported and state in ('accepted', 'refused', 'suppressed', 'dead', 'delivered', 'bounced', 'complained', 'opened', 'clicked');

create index consent_requested on consent (stated_at) where state = 'requested';
