create table fields (id int primary key, farm int references farms);
create index on fields (farm);
create table crops (id int primary key, field int references fieldz);
create table never (id int);
