-- Messages: which results still have to be told to the log, claims of dead dispatchers, and double opt-ins that wait for their mail.

-- False until the acceptor took the event about the present state; a sweep repeats what a crash cut off. Messages that the
-- engine held back were never tried (attempts 0) and are told by the engine itself.
alter table message add column reported boolean not null default false;
create index message_report on message (id)
  where not reported and attempts > 0
    and state in ('accepted', 'refused', 'suppressed', 'dead', 'delivered', 'bounced', 'complained', 'opened', 'clicked');

create index message_claimed on message (claimed_at) where state in ('claimed', 'handed');
create index consent_requested on consent (stated_at) where state = 'requested';
