create domain natural as int check (value >= 0) not null;
alter table lands add column size natural default 5;
insert into lands values ('fr', 'France', -1);
