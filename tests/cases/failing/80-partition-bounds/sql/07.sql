create table r5 partition of r for values from (19) to (MAXVALUE);
