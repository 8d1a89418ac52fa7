create table a (id int, name text, check (row_number() over () > 1));
