create table coins (
  id serial primary key,
  name varchar(8) not null unique,
  worth numeric(6, 2) check (worth > 0),
  minted int default 1900,
  is_gold boolean not null default false,
  both_sides text generated always as (name || '/' || name) stored
);
insert into coins (name, worth) values ('penny', 0.01), ('nickel', 0.05);
insert into coins (name, worth, minted, is_gold) values ('eagle', 10, null, true);
