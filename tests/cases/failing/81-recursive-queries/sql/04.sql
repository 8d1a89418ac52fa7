with recursive t(n) as (values (1) union all select n+1 from t order by 1) select * from t;
