create table h (a int) partition by hash (a);
create table h1 partition of h for values with (modulus 4, remainder 0);
create table h2 partition of h for values with (modulus 8, remainder 1);
