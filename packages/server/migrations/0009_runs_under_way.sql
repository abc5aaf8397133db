-- The engine loads the runs under way of the customers in a batch; those that have ended must not slow it down.
create index run_under_way on run (customer_id) where ended_at is null;
