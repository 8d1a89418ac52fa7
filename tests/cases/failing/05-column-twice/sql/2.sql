create table boats (id int primary key, name text);
