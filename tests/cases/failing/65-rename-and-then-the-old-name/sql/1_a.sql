create table hives (id int primary key, queen text, bees int check (bees > 0));
create index hives_queen on hives (queen);
