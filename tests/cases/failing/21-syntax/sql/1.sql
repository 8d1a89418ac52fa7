create table ok (id int);
creat table wrong (id int);
