do $$
declare
  r record;
begin
  for r in select table_name from information_schema.tables where table_schema = 'public' and table_name like 'shard%' order by table_name loop
    execute format('alter table %I add column moved boolean not null default false', r.table_name);
  end loop;
  if (select count(*) from information_schema.columns where table_name = 'sensors' and column_name in ('name', 'unit')) = 2 then
    alter table sensors rename column name to label;
  end if;
end $$;
