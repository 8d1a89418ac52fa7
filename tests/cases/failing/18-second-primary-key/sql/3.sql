create table coins (id int primary key, year int, constraint two primary key (year));
