create domain pos as int check (value > 0);
create type pair as (a int, b pos);
create table t (p pair, d pos default 5);
