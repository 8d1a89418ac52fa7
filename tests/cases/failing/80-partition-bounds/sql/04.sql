create table r5 partition of r for values from (30) to (30);
