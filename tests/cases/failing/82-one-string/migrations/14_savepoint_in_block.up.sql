begin;
savepoint s;
create table l (id int);
rollback to savepoint s;
create table l (id int);
commit;
vacuum l;
