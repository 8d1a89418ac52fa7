create index on colonies (queen);
