begin;
alter table kept add column y int;
commit;
savepoint outside;
