create view rv as with recursive c(n) as (select n from d), d(n) as (select 1 union all select n+1 from d where n < 3) select * from c;
