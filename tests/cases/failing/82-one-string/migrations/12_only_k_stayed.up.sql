create table j (id int);
create table k (id int);
