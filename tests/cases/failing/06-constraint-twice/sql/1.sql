create table seats (no int, class text, constraint seats_no check (no > 0), constraint seats_class unique (class));
