do $$ begin
  if not exists (select 1 from information_schema.columns where table_name = 'racks' and column_name = 'row') then
    alter table racks add column row_ int;
  end if;
end $$;
