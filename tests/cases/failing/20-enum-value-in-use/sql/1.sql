create type phase as enum ('plan', 'build');
create table projects (id int primary key, phase phase not null default 'plan');
