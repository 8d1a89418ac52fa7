with recursive t(n) as (values (1) union all (select n+1 from t where n < 5 except all select n from t)) select * from t;
