-- migrate:up
create table settings (key text primary key, value text, version int not null default 1);
create table plans (id serial primary key, name text not null unique, price numeric(8, 2) not null default 0);
insert into settings (key, value) values ('theme', 'dark'), ('size', null);
insert into plans (name, price) values ('free', 0), ('team', 9.99);
-- migrate:down
drop table plans, settings;
