create temp table t (id int primary key);
create table b (id int references t);
