create index on t using hash (id, n);
