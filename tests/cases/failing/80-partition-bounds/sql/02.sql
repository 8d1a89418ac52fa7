create table r2 partition of r for values from (5) to (20);
