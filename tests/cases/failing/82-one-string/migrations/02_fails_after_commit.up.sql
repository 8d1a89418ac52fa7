create table a (id int primary key);
commit;
create table b (id int primary key);
create table c (id int references missing);
