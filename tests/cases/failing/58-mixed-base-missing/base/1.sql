create table stations (id uuid primary key, name text);
