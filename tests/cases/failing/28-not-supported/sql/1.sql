create table t (id int, n int, v text);
create view w as select n, v from t;
create rule r as on insert to t do nothing;
