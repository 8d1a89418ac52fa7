create table coins (id int primary key, year int);
create or replace view v as select id, year from coins;
create or replace view v as select year, id from coins;
