alter table refs add foreign key (a) references refs2, add foreign key (a, b) references pairs (x, y);
alter table refs2 rename column id to ident;
alter table refs rename to links;
alter table links add column c int references refs2;
create table refs (id serial);
