create table m (at date not null, v int) partition by range (at);
create table m1 partition of m for values from ('2020-01-01') to ('2021-01-01');
