create view v as with recursive r as (select 1 as n union all select max(n) from r) select n from r;
