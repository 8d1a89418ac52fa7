create table src (
  id serial primary key, name varchar(20) not null default 'x' check (name <> ''), amount numeric(8,2), up text generated always as (upper(name)) stored,
  ident int generated always as identity, unique (name), constraint ex exclude (amount with =));
create index src_amount on src (amount) where amount > 0;
create index on src (lower(name));
comment on column src.name is 'named';
