-- migrate:up
create index concurrently pets_id on pets (id);

-- migrate:down
drop index pets_id;
