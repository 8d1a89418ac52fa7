create table t (d date default '2020-02-30');
