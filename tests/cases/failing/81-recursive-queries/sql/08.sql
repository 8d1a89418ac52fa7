with recursive t(n) as (values (1) union all select a.n from t a, t b) select * from t;
