begin;
create table half (id int);
commit;
drop index concurrently big_x;
