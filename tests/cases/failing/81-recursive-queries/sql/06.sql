with recursive t(n) as (select n from t union all select 1) select * from t;
