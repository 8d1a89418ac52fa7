create table f (id int);
create table g (id int);
