with recursive t as (select 1 as n union all (with x as (select n from t where n < 3) select n + 1 from x)) select * from t;
