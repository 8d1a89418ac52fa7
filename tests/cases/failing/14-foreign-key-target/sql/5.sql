create table cities (id int primary key, country char(2) references countries (code, name));
