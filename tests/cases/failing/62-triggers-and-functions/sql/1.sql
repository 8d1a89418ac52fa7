create table t (id int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create function g() returns int language plpgsql as 'begin return 1; end';
create trigger tr before insert on t for each row execute function f();
