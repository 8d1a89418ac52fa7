with recursive t(n) as (values (1) union all select t.n+1 from (values (1)) x(a) left join t on true) select * from t;
