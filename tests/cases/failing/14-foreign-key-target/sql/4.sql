create table cities (id int primary key, country text references countries (name));
