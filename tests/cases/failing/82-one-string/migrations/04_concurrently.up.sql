create table e (id int);
create index concurrently e_id on e (id);
