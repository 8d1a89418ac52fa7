create table a (id int primary key);
create view va as select id from a;
create table b (id int references va);
