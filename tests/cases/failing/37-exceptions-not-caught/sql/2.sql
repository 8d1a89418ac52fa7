do $$ begin
  create type color as enum ('red');
exception when duplicate_object then null;
end $$;
do $$ begin
  alter table paints add column color color;
exception when duplicate_column then null;
end $$;
