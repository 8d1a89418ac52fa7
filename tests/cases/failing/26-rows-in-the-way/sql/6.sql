create table homes (id int primary key);
alter table people add foreign key (id) references homes;
