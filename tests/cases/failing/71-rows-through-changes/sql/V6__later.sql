alter table notes add constraint small check (score < 100) not valid;
