create type size as enum ('s', 'm');
create table shirts (id int primary key, size size default 's', color text unique);
create table stock (shirt int references shirts, color text references shirts (color));
create view small_shirts as select id, color from shirts where size = 's';
create function shirt_size(s size) returns text language sql as 'select $1::text';
