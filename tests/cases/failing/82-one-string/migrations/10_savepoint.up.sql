create table i (id int);
savepoint s;
