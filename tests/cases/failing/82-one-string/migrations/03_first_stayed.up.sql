create table c (id int references a);
create table d (id int references b);
