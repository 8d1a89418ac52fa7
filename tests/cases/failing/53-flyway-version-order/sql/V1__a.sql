create table steps (id int primary key);
