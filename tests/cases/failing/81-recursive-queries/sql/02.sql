with recursive t(n) as (values (1) union all select n+1 from t where n < (select max(n) from t)) select * from t;
