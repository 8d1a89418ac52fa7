create table songs (id int);
