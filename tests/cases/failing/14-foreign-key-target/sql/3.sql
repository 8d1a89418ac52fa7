create table countries (code char(2) primary key, name text, continent int);
create unique index on countries (name) where name <> '';
