create table lists (id serial primary key);

create table entries (
  list int references lists,
  subscriber int references subscribers
);
