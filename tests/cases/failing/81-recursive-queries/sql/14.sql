with recursive a as (select 'x'::varchar union all select 'y'::text) select * from a;
