drop function write_audit() cascade;
create procedure clean(inout n int, days interval default '1 day') language plpgsql as 'begin n := 0; end';
create function multi(out a int, out b text) language sql as $$ select 1, 'x' $$;
create function rows() returns setof inventory language sql as 'select * from inventory';
