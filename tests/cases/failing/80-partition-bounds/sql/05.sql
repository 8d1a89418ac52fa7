create table r5 partition of r for values from (40) to (30);
