create table t (id int);
create tabel h (id int);
