create table t (id int, at timestamptz) partition by range (at);
create index on t (count(*));
