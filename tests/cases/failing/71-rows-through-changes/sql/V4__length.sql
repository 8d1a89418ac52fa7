alter table notes alter body type varchar(2);
