do $$ begin
  if exists (select 1 from pg_type where typname = 'color') then
    create type color as enum ('red');
  end if;
end $$;
