create function h() returns nothing language sql as 'select 1';
