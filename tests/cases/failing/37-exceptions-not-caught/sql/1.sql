do $$ begin
  create type color as enum ('red');
  create type color as enum ('blue');
exception when duplicate_table then null;
end $$;
