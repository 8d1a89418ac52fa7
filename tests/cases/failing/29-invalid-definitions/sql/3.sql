create table t (id int, a int generated always as (b) stored, b int generated always as (id) stored);
