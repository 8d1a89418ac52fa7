with recursive t(n) as (select n from t) select * from t;
