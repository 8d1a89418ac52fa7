create table trees (id int, height metres);
