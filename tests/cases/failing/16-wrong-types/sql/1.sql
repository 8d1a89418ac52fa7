create table scales (id int primary key, weight text, on_ boolean, at date);
