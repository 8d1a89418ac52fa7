create table f (id int);
begin;
create table g (id int);
create table t (id int);
commit;
