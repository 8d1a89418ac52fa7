create table t (a int, b int generated always as (a + 1) stored, check (a > 0), constraint lower_a check (length(a::text) < 9)); alter table t alter a type text;
