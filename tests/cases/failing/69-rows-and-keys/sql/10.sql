do $$
declare
  found text;
begin
  select string_agg(id || ' ' || both_sides || ' ' || coalesce(worth::text, '-'), ', ' order by id) into found from coins;
  raise exception '%', found;
end
$$;
