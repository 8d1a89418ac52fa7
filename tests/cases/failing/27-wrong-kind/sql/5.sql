create index on v (id);
