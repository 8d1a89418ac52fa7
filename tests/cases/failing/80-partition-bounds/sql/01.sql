create table r (a int) partition by range (a);
create table r1 partition of r for values from (0) to (10);
