create table t (id int generated always as identity, n int, g int generated always as (n + 1) stored);
