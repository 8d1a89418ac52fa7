create table e (id int);
commit;
create index concurrently e_id on e (id);
