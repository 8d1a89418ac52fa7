create index on scales (id) where weight;
