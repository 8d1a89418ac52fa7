create table a (id int, name text);
create table c as select nme from a;
