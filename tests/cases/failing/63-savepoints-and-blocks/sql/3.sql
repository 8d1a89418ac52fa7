alter table kept add column x int;
