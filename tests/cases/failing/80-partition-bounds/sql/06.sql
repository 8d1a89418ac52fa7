create table r5 partition of r for values from (MINVALUE) to (100);
