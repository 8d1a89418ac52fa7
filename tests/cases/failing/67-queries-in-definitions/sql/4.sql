create table a (id int, name text);
create view v as select id, rank() from a;
