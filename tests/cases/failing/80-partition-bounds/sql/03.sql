create table r3 partition of r for values from (10) to (20);
create table r4 partition of r for values from (-5) to (0);
