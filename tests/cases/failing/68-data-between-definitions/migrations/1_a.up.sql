create table levels (id int primary key, name varchar(5) not null, parent int references levels);
insert into levels values (1, 'one', null), (2, 'two', 1);
