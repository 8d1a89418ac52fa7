create table refs2 (id int primary key);
