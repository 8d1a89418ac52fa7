create extension if not exists citext;
create table t (a citext primary key);
drop extension citext;
