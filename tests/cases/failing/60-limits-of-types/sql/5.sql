create table t (a int4(3));
