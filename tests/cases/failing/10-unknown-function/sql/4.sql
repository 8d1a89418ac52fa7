create table tokens (id text check (length(id, 3, 4) > 1));
