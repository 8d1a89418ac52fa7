create type color as enum ('red');
do $$ begin
  execute format('create table %I (c color default %L)', 'paints', 'green');
end $$;
