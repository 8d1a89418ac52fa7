do $$
declare c text;
begin
  for c in select column_name from information_schema.columns where table_name = 'racks' order by ordinal_position loop
    execute 'alter table racks alter column ' || c || ' set default 0';
    execute 'alter table racks alter column ' || c || '_x set not null';
  end loop;
end $$;
