with recursive a(n) as (select 1 union all select n from b), b(n) as (select 1 union all select n from a) select * from a;
