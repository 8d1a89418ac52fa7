truncate coins restart identity;
insert into coins (name) values ('first');
insert into coins (id, name) values (1, 'second');
