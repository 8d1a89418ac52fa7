create function g() returns int language sql as $$ select from nowhere where; $$;
