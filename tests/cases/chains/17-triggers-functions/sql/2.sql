create function total(a int, b int default 2) returns int language sql immutable return a + b;
create function total(a numeric) returns numeric language sql begin atomic select a * 2; end;
create function total(text[]) returns int language sql as 'select 1';
create or replace function total(a int, b int default 3) returns int language plpgsql as 'begin return a; end';
create table doubled (v numeric, w numeric generated always as (v * 2) stored, x int default total(1, 2));
create aggregate product(numeric) (sfunc = numeric_mul, stype = numeric, initcond = '1');
create or replace trigger stock_audit before insert on stock for each row execute function log_change();
