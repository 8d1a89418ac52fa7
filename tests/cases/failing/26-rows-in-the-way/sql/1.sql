create table people (id int, name text, age int);
insert into people values (1, 'A', 5), (1, null, -5);
