create table p (id int primary key, at date) partition by range (at);
