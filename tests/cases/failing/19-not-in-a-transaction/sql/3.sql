create index concurrently big_y on big (y);
