create table t (id uuid default 'not a uuid');
