alter table seats add constraint seats_class unique (no);
