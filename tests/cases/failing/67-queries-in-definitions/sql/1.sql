create table a (id int, name text);
create view v as select * from a where id = $1;
