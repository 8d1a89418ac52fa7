create table songs (id int);
drop table albums;
