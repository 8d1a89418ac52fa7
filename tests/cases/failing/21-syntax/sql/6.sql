alter table ok
  add column a int
  add column b int;
