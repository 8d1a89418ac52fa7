create table ok (id int);
alter table ok add column if not exist x int;
