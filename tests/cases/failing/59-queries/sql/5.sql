create table a (id int, name text); create table b (id int, a int);
create view v as select x.id from a;
