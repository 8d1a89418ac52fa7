create table l3 partition of l for values in ('x', 'b');
