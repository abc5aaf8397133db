-- Messages of a flow that wait for a person's decision.
create index message_troubles on message (flow_id) where state in ('dead', 'unknown');
