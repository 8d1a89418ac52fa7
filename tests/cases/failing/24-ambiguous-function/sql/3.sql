create function area(b int) returns int language sql as 'select b';
