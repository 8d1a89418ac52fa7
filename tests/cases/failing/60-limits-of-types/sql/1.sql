create table t (a varchar(0));
