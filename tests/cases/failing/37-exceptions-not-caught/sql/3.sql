do $$ begin
  if to_regclass('paints') is null then
    raise exception 'paints are missing';
  end if;
end $$;
