with recursive t(n) as (values (1) union all select count(n)::int from t) select * from t;
