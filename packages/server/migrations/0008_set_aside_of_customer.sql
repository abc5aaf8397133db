-- Histories and replays leave out what was set aside for a customer.
create index set_aside_customer on set_aside (customer_id, seq);
