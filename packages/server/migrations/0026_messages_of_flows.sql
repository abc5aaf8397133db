-- The messages of a flow, the last first; of one channel without reading the others.
create index message_flow on message (flow_id, id desc, channel);
