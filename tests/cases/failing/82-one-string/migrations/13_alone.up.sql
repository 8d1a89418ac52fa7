create index concurrently e_id on e (id);
