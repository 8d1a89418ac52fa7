create table m3 (at date not null, b int);
alter table m attach partition m3 for values from ('2019-01-01', 1) to ('2020-01-01', 2);
