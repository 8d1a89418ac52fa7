create table m (at date not null, b int) partition by range (at, b);
create table m1 partition of m for values from ('2020-01-01', 1) to ('2021-01-01', 1);
