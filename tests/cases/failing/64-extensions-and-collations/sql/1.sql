create table t (a citext);
