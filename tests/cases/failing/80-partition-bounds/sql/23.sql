create table by8 (a bigint) partition by range (a);
create table by1 partition of by8 for values from (0) to (10);
create table by2 partition of by8 for values from (5) to (6);
