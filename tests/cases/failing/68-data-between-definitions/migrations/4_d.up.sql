alter table levels alter name type varchar(2);
