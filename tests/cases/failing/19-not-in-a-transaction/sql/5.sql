begin;
reindex table concurrently big;
commit;
