create function area(a int) returns int language sql as 'select a';
create function area(a text) returns int language sql as 'select 1';
