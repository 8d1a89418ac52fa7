create type mode as enum ('on', 'off');
create table pumps (id int, running boolean default true, mode text default 'on', level text default 'x');
