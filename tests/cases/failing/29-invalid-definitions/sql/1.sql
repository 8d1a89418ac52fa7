create table t (id int, v text, at timestamptz);
create index on t (lower(v), date(at));
