with recursive t(n) as (values (1) union all select n+1 from t limit 5) select * from t;
