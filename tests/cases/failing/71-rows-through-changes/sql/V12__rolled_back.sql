insert into notes (body) values ('lost');
select 1 / 0;
