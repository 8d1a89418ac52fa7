with recursive t(n) as (values (1) union all select row_number() over ()::int + n from t where n < 3) select * from t;
