do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' loop
    execute format('alter table %I add column if not exists created_by text default current_user', t);
    execute format('create policy "read %s" on %I for select using (true)', t, t);
    execute 'alter table ' || quote_ident(t) || ' enable row level security';
  end loop;
end $$;
