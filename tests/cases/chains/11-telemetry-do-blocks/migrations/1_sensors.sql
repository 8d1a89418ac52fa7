create table if not exists sensors (id int primary key, name text);
create table if not exists sensors (id bigint, other text);
do $$ begin
  create type unit as enum ('celsius', 'percent');
exception when duplicate_object then null;
end $$;
do $$ begin
  create type unit as enum ('never', 'made');
exception
  when duplicate_object then null;
end $$;
alter table sensors add column if not exists unit unit default 'percent';
alter table sensors add column if not exists unit text;
