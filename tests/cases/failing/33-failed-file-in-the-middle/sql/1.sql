create table farms (id int primary key, name text);
