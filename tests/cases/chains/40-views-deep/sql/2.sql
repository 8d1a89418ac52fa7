alter table emp rename column name to full_name;
create or replace view v2 (who, total, n) as select dept, sum(pay), count(*) from emp group by dept;
create materialized view m1 as select * from v3 where rank = 1;
create unique index m1_name on m1 (name);
create view v6 as select m.name, v2.total from m1 m, v2;
alter view v4 rename column name to label;
alter materialized view m1 rename to winners;
alter materialized view winners rename column boss_name to boss;
