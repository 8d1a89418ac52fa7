alter table post add constraint boxes foreign key (box) references towns not valid;
