create schema a; create schema b;
create type a.t as enum ('x');
create domain a.d as int;
create function a.f(int) returns int language sql immutable as 'select $1';
create table a.parent (id int primary key, kind a.t);
create table b.child (id int primary key references a.parent, kind a.t default 'x', num a.d, calc int default a.f(1), gen int generated always as (a.f(7)) stored, check (a.f(id) > 0));
create index child_f on b.child (a.f(id));
create view b.joined as select p.id, c.num from a.parent p join b.child c using (id);
create sequence a.s; create table b.uses (id int default nextval('a.s'), n int not null);
