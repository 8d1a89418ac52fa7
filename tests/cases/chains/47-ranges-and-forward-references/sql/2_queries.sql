create view forward as with recursive first(n) as (select n from second), second(n) as (select 1 union all select n + 1 from second where n < 3) select n from first;
create view nested as with recursive t(j) as (with recursive s(i) as (values (1) union all select i + 1 from s where i < 10) select i from s union all select j + 1 from t where j < 10) select j from t;
create function of_view(v forward) returns int language sql as 'select v.n';
create function named(p forward) returns int language sql as 'select named.p.n';
create table of_rows (id int, last forward);
create function fib(n int) returns int language sql as 'select case when n < 2 then n else fib(n - 1) + fib(n - 2) end';
