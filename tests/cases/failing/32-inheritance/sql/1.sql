create table base (id int, name text not null);
create table derived (extra int) inherits (base);
