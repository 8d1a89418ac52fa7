create table coins (id int primary key, year int);
alter table coins add primary key (year);
