alter table seats rename constraint seats_no to seats_class;
