with recursive t(n) as (values (1) union all select n+1 from t group by n having n < 3) select * from t;
