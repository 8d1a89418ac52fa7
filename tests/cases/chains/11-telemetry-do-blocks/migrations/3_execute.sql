do $$
declare
  t text;
  n int := 2;
begin
  foreach t in array array['minutes', 'hours'] loop
    execute format('create table %I (bucket timestamptz not null, avg real, primary key (bucket))', 'per_' || t);
    execute 'alter table per_' || t || ' add column peak real default ' || n;
    n := n + 1;
  end loop;
  for i in 1..3 loop
    execute format('create table shard_%s (id int check (id %% 3 = %s), note text default %L)', i, i - 1, 'shard ' || i);
  end loop;
  while n < 6 loop
    n := n + 1;
    continue when n = 5;
    execute 'create sequence seq_' || n;
  end loop;
end $$;
