create table dishes (id int);
create table meals (id int primary key);
