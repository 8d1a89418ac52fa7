create table t (id int primary key);
begin;
create table u (id int primary key);
commit;
create table v (id int primary key);
