create table tt (a text) partition by range (a);
create table tt1 partition of tt for values from ('a') to ('m');
create table tt2 partition of tt for values from ('m') to ('z');
