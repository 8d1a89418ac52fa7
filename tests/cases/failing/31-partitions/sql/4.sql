create table m3 (at date not null);
alter table m attach partition m3 for values from ('2022-01-01') to ('2023-01-01');
