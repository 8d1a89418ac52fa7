begin;
create index concurrently big_x on big (x);
commit;
