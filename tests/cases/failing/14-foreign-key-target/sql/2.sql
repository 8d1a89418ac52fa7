create table countries (code char(2) primary key, name text, continent int);
create table cities (id int primary key, country int references countries);
