create table m2 partition of m for values from ('2021-01-01', 0) to ('2022-01-01', 1);
