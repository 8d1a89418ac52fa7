create function h() returns int language sql as $$ select id from nowhere $$;
