truncate towns cascade;
insert into post values (2, null);
