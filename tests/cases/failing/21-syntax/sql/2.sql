create table comma (id int, name text,);
