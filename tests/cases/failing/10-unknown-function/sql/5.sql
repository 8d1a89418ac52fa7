create table tokens (id text, n int, check (id > n));
