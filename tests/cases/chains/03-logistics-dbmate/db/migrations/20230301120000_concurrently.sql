-- migrate:up transaction:false
create index concurrently if not exists trips_during on trips using gist (during);
-- migrate:down transaction:false
drop index concurrently trips_during;
