create table countries (code char(2), name text);
create table cities (id int primary key, country char(2) references countries (code));
