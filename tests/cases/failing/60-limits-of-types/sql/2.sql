create table t (a numeric(1001, 2));
