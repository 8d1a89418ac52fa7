create type pair; create type t as (x int);
