-- migrate:up
do $$
begin
  insert into settings (key) values ('theme');
exception when unique_violation then
  alter table settings add column tries int default 2;
end
$$;
do $$
begin
  alter table settings alter value type int using value::int;
exception when invalid_text_representation then
  alter table settings rename column value to words;
end
$$;
delete from settings where words = 'dark';
alter table settings alter words type int using words::int;
alter table settings alter words set not null;
select setval('plans_id_seq', (select max(id) from plans) + 100);
insert into plans (name) values ('late');
do $$ begin execute 'create table late_' || (select id from plans where name = 'late') || ' ()'; end $$;
-- migrate:down
drop table plans;
