alter domain us_zip set default '12345';
alter domain us_zip drop constraint five;
alter domain zips rename to zip_list;
alter table shops alter zip type varchar(5);
drop domain us_zip cascade;
