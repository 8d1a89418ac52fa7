create table machines (id int primary key, farm int references farms);
