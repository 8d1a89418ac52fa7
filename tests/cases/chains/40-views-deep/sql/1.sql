create table emp (id int primary key, boss int references emp, name varchar(50), pay numeric(10,2), hired date, dept char(3));
create view v1 as with recursive chain as (select id, boss, 1 as depth from emp where boss is null union all select e.id, e.boss, c.depth + 1 from emp e join chain c on c.id = e.boss) select * from chain;
create view v2 (who, total) as select dept, sum(pay) from emp group by dept having count(*) > 1;
create view v3 as select e.name, b.name as boss_name, row_number() over (partition by e.dept order by e.pay desc) as rank, e.hired + 30 as trial_until, age(e.hired) from emp e left join emp b on b.id = e.boss;
create view v4 as select id, name::text from emp union select id, dept from emp;
create view v5 with (security_barrier) as select *, (select max(pay) from emp) as best, array_agg(name) over () as names from emp;
create view v7 as select id, name from emp where id > 0 with local check option;
create recursive view counting (n) as values (1) union all select n + 1 from counting where n < 10;
