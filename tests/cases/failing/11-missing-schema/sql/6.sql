set search_path = nowhere;
create table t (id int);
