create index concurrently on m (v);
