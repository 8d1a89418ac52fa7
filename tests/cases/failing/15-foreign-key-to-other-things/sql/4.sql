create table b (id int references no_such (id));
