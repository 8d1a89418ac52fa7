create table a (id int, name text); create table b (id int, a int);
create view v as select id from a join b on a.id = b.a;
