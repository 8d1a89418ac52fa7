begin;
create table kept (id int);
savepoint s;
create table undone (id int);
rollback to savepoint s;
release savepoint t;
commit;
