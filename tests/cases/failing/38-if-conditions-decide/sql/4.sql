do $$ begin
  if exists (select 1 from pg_indexes where indexname = 'racks_id') then
    drop index racks_id;
  else
    drop index racks_pkey;
  end if;
end $$;
