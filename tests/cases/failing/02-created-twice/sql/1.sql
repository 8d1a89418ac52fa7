create table meals (id int primary key, name text);
create index meals_name on meals (name);
