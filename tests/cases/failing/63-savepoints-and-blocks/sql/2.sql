begin;
create table kept (id int);
savepoint s;
create table undone (id int);
rollback to savepoint s;
commit;
alter table undone add column x int;
