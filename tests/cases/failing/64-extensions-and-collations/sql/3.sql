create extension if not exists citext;
create table t (a citext primary key, b text collate "xx_XX");
