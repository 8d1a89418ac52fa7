create or replace function area(a int) returns text language sql as $$ select 'x' $$;
