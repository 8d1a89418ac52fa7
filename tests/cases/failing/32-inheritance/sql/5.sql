create table other (id text) inherits (base);
