create table t (id int default 1 default 2);
