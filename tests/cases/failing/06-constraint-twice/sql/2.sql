alter table seats add constraint seats_no check (no < 100);
