create table t (id serial default 5);
