create table coins (id int primary key, year int);
create view v as select id, year from coins;
