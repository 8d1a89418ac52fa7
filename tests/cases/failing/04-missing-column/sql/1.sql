create table plants (id int primary key, species text);
