create table t (id int, v text, at timestamptz, check (id > (select 1)));
