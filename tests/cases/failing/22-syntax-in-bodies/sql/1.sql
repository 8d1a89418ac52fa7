do $$
begin
  create table inside (id int)
end
$$;
