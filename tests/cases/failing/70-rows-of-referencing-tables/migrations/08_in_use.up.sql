create table post (town int references towns, box int);
insert into post values (2, 1);
