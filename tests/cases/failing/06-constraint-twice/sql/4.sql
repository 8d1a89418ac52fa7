alter table seats add constraint seats_no foreign key (no) references seats;
