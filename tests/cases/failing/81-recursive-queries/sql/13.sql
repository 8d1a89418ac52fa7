with recursive t(n) as (values (1) intersect select n+1 from t) select * from t;
