insert into notes (body) values ('kept');
do $$
declare
  last int;
begin
  insert into notes (body, score) values ('more', 5) returning id into last;
  raise exception 'the id is %, % long', last, (select sum(length) from notes);
end
$$;
