create table l (a text) partition by list (a);
create table l1 partition of l for values in ('a', 'b');
create table l2 partition of l for values in ('c', null);
