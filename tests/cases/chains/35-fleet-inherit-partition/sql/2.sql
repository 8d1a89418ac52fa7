create table log (at date not null, truck int, note text default 'none') partition by range (at);
create table log_default partition of log default;
create table log_old (note text default 'other', truck int, at date not null);
alter table log attach partition log_old for values from (minvalue) to ('2000-01-01');
create index log_truck on log (truck);
create unique index log_once on log (at, truck);
alter table log add primary key (at, truck);
create table log_2001 partition of log (note default 'y2k1', check (truck > 0)) for values from ('2001-01-01') to ('2002-01-01') partition by list (truck);
create table log_2001_a partition of log_2001 for values in (1, 2, null);
