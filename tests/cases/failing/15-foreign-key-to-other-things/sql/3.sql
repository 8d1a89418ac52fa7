create table b (id int references va (id));
