create table t (a text, b json); create index on t (b);
