create index on lists (id desc);
