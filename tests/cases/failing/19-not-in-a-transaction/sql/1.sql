create table big (id int, x text);
