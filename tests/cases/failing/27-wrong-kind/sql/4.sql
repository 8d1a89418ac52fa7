alter table v add column x int;
