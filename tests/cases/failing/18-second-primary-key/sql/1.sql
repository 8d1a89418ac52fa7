create table coins (id int primary key, year int primary key);
