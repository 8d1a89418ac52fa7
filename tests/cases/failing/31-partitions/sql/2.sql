create table m2 partition of m for values from ('2020-06-01') to ('2020-07-01');
