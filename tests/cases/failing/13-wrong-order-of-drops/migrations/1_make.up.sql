create schema zoo;
create table zoo.keepers (id serial primary key);
create table zoo.animals (id serial primary key, keeper int references zoo.keepers);
create function zoo.stamp() returns trigger language plpgsql as 'begin return new; end';
create trigger stamp before insert on zoo.animals for each row execute function zoo.stamp();
