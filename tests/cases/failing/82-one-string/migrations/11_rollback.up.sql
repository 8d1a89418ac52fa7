create table j (id int);
rollback;
create table k (id int);
