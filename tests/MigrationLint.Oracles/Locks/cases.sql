-- Each case is a block. Its last line, behind ">", is the statement whose locks are compared; the lines before set up what it needs beside base.sql.
-- Behind "#" stand conditions: 12+ a lowest version, -17 a highest, norows that the work is not compared (rows are no work, samples are not counted),
-- outside that it cannot run in a transaction: then the SQL behind the colon is held by another session until the statement waits.

-- ADD COLUMN
> alter table c add column a int

> alter table c add column a int default 5

> alter table c add column a int not null default 5

> alter table c add column a timestamptz default now()

> alter table c add column a timestamptz default clock_timestamp()

> alter table c add column a float8 default random()

> alter table c add column a uuid default gen_random_uuid() # 13+

> alter table c add column a serial

> alter table c add column a int generated always as identity

create sequence s;
> alter table c add column a int default nextval('s')

delete from k;
> alter table k add column a int not null

> alter table c add column a int generated always as (n * 2) stored # 12+

create domain d as int check (value > 0);
> alter table c add column a d

create domain d as int;
> alter table c add column a d

create domain d as int default 7;
> alter table c add column a d

create domain d as int not null default 7;
> alter table c add column a d

create domain e as int check (value > 0);
create domain d as e;
> alter table c add column a d

> alter table c add column a int check (a > 0)

> alter table c add column a int default 5 check (a > 0)

> alter table c add column a int references p

> alter table c add column a int default 1 references p

> alter table c add column a int unique

> alter table c add column a serial unique

delete from k;
> alter table k add column a int primary key

> alter table c add column if not exists n int

> alter table if exists missing add column n int

> alter table c add column a int, add column b int default random()

> alter table inh add column a int

> alter table part add column b int

> alter table part add column b float8 default random()

> alter table part add column b int not null default 3

-- DROP COLUMN
> alter table c drop column t

create index c_t on c (t); create index c_tn on c (t, n);
> alter table c drop column t

> alter table c drop column pid

> alter table p drop column id cascade

> alter table inh drop column v

create view vw as select t from c;
> alter table c drop column t cascade

> alter table c drop column if exists missing

-- Columns
> alter table c alter column n set default 5

> alter table inh alter column n set default 5

> alter table only inh alter column n set default 5

> alter table c alter column id drop default

> alter table c alter column t drop not null

> alter table c alter column t set storage external

> alter table c alter column t set compression pglz # 14+

> alter table c alter column n set statistics 100

> alter table inh alter column n set statistics 100

> alter table c alter column n set (n_distinct = 5)

> alter table c alter column n set not null

> alter table c alter column id set not null

alter table c add constraint nn check (n is not null);
> alter table c alter column n set not null

alter table c add constraint nn check (n is not null) not valid;
> alter table c alter column n set not null

alter table c add constraint nn check (n is not null and n > 0);
> alter table c alter column n set not null

alter table c add constraint nn check (n > 0);
> alter table c alter column n set not null

alter table c add constraint nn check (n is not null or n is not null and id > 0);
> alter table c alter column n set not null

> alter table inh alter column n set not null

alter table only inh add constraint nn check (n is not null) no inherit;
> alter table inh alter column n set not null

> alter table part alter column v set not null

alter table c alter column n set not null;
> alter table c alter column n add generated always as identity

> alter table g alter column id set generated always

> alter table g alter column id set increment by 5

> alter table g alter column id restart with 1000

> alter table g alter column id drop identity

create table y (n int, m int generated always as (n * 2) stored); insert into y select 1 from generate_series(1, 200);
> alter table y alter column m drop expression # 13+

create table y (n int, m int generated always as (n * 2) stored); insert into y select 1 from generate_series(1, 200); create index y_m on y (m);
> alter table y alter column m set expression as (n * 3) # 17+

> alter table c add column a int generated always as (n * 2) virtual # 18+

> alter table c rename column t to u

> alter table inh rename column v to u

> alter table part rename column v to u

-- ALTER COLUMN TYPE
> alter table c alter column v type varchar(30)

> alter table c alter column v type varchar

> alter table c alter column v type text

> alter table c alter column v type varchar(10)

> alter table c alter column t type varchar

> alter table c alter column t type varchar(50)

create index c_v on c (v);
> alter table c alter column v type text

create index c_v on c (v);
> alter table c alter column v type varchar(50)

create index c_v on c (v);
> alter table c alter column v type varchar(5)

create index c_v on c (lower(v));
> alter table c alter column v type varchar(50)

create index c_v on c (id) where v <> '';
> alter table c alter column v type varchar(50)

alter table p add unique (v); create table y (a text references p (v)); insert into y select 'v0' from generate_series(1, 200) where false;
> alter table p alter column v type varchar(20)

alter table c add constraint cv check (v <> '');
> alter table c alter column v type varchar(50)

create index c_t on c (t);
> alter table c alter column t type text collate "C"

> alter table c alter column w type numeric(12,2)

> alter table c alter column w type numeric

> alter table c alter column w type numeric(12,3)

> alter table c alter column w type numeric(9,2)

> alter table c alter column n type bigint

create index c_n on c (n);
> alter table c alter column n type bigint

> alter table c alter column n type text

> alter table c alter column n type int using n::int

> alter table c alter column n type int using n + 1

> alter table c alter column v type text using v::text

> alter table c alter column v type varchar(40) using v::varchar(40)

> alter table c alter column j type jsonb

> alter table c alter column ts type timestamptz

set timezone = 'UTC';
> alter table c alter column ts type timestamptz

set timezone = 'UTC'; create table x (a timestamp primary key); insert into x select distinct ts from c; alter table c add foreign key (ts) references x;
> alter table x alter column a type timestamptz

set timezone = 'UTC'; create index c_ts on c (ts);
> alter table c alter column ts type timestamptz

set timezone = 'Europe/Berlin';
> alter table c alter column ts type timestamptz

> alter table c alter column ts type timestamptz using ts at time zone 'UTC'

alter table c alter column ts type timestamp(3);
> alter table c alter column ts type timestamp(6)

alter table c alter column ts type timestamp(3);
> alter table c alter column ts type timestamp(2)

create table x (a interval(3), b varbit(8), d cidr, e char(5), f text[], g time(3), h interval day to second, i bit(4)); insert into x select '1 day', '101', '10.0.0.0/8', 'a', '{a}', '10:00', '1 day', '1010' from generate_series(1, 200);
> alter table x alter column a type interval(6)

create table x (a interval(3)); insert into x select '1 day' from generate_series(1, 200);
> alter table x alter column a type interval(2)

create table x (a interval day to second); insert into x select '1 day' from generate_series(1, 200);
> alter table x alter column a type interval

create table x (a interval day to second); insert into x select '1 day' from generate_series(1, 200);
> alter table x alter column a type interval day to hour

create table x (b varbit(8)); insert into x select '101' from generate_series(1, 200);
> alter table x alter column b type varbit(16)

create table x (b varbit(8)); insert into x select '101' from generate_series(1, 200);
> alter table x alter column b type varbit

create table x (b cidr); insert into x select '10.0.0.0/8' from generate_series(1, 200); create index x_b on x (b);
> alter table x alter column b type inet

create table x (e char(5)); insert into x select 'a' from generate_series(1, 200);
> alter table x alter column e type char(8)

create table x (e char(5)); insert into x select 'a' from generate_series(1, 200);
> alter table x alter column e type text

create table x (f varchar(5)[]); insert into x select '{a}' from generate_series(1, 200);
> alter table x alter column f type text[]

create table x (f varchar(5)[]); insert into x select '{a}' from generate_series(1, 200);
> alter table x alter column f type varchar(9)[]

create table x (g time(3)); insert into x select '10:00' from generate_series(1, 200);
> alter table x alter column g type time(6)

create domain d as int;
> alter table c alter column n type d

create domain d as int check (value > 0);
> alter table c alter column n type d

create domain d as int check (value > 0); create table x (a d); insert into x select 1 from generate_series(1, 200);
> alter table x alter column a type int

create type e as enum ('a', 'b'); create table x (a e); insert into x select 'a' from generate_series(1, 200);
> alter table x alter column a type text

> alter table c alter column pid type bigint

> alter table p alter column id type bigint

> alter table part alter column v type varchar(9)

> alter table inh alter column v type varchar(9)

-- Constraints
> alter table c add constraint x check (n > 0)

> alter table c add constraint x check (n > 0) not valid

alter table c add constraint x check (n > 0) not valid;
> alter table c validate constraint x

alter table c add constraint x check (n > 0);
> alter table c validate constraint x

> alter table inh add constraint x check (n > 0)

> alter table inh add constraint x check (n > 0) no inherit

alter table inh add constraint x check (n > 0) not valid;
> alter table inh validate constraint x

> alter table part add constraint x check (a > 0)

> alter table k add foreign key (n) references p

> alter table k add foreign key (n) references p not valid

alter table k add constraint x foreign key (n) references p not valid;
> alter table k validate constraint x

> alter table c validate constraint c_pid_fkey

> alter table c add foreign key (n) references c

> alter table part add foreign key (a) references p # 11+

> alter table k add foreign key (n) references parted (id) # 12+

> alter table c alter constraint c_pid_fkey deferrable

> alter table c drop constraint c_pid_fkey

> alter table c drop constraint c_pkey

> alter table p drop constraint p_pkey cascade

alter table c add constraint x check (n > 0);
> alter table c drop constraint x

alter table inh add constraint x check (n > 0);
> alter table inh drop constraint x

> alter table c drop constraint if exists missing

> alter table k add unique (n)

> alter table k add primary key (n)

alter table k alter column n set not null;
> alter table k add primary key (n)

alter table k add check (n is not null);
> alter table k add primary key (n)

> alter table k add exclude using btree (n with =)

create unique index k_n on k (n);
> alter table k add constraint k_n unique using index k_n

create unique index k_n on k (n);
> alter table k add constraint k_key unique using index k_n

create unique index k_n on k (n);
> alter table k add unique using index k_n

create unique index k_n on k (n);
> alter table k add primary key using index k_n

alter table k alter column n set not null; create unique index k_n on k (n);
> alter table k add primary key using index k_n

> alter table part add unique (a) # 11+

> alter table part add primary key (a) # 11+

> alter table inh add primary key (id)

> alter table c rename constraint c_pid_fkey to x

> alter table c rename constraint c_pkey to x

alter table inh add constraint x check (n > 0);
> alter table inh rename constraint x to y

> alter table c add constraint x not null n # 18+

> alter table c add constraint x not null n not valid # 18+

-- Tables
> create table z (a int, b text)

> create table z (a int references p)


> create table z (a int) inherits (inh)

> create table z as select * from c

> create table z as select * from c with no data

create view vw as select c.t, p.v from c join p on p.id = c.pid;
> create table z as select * from vw

> select * into z from k

> create temp table z as select n from k

> drop table k

> drop table c

> drop table p cascade

> drop table if exists missing

create view vw as select * from k;
> drop table k cascade


> drop table part1

> drop table part

create table part0 partition of part default;
> drop table part1 # 11+

> drop table inh cascade

> drop table inh1

> drop table g

> alter table k rename to k9

create view vw as select * from k;
> alter view vw rename to vw9

create index k_n on k (n);
> alter index k_n rename to k_n9

create sequence s;
> alter sequence s rename to s9

create schema app;
> alter table c set schema app

create role locks_owner;
> alter table c owner to locks_owner

> alter table c owner to current_user

> alter table c set (fillfactor = 70)

> alter table c set (autovacuum_enabled = false)

> alter table c reset (fillfactor)

> alter table c set (toast.autovacuum_enabled = false)

> alter table k cluster on k_id

> alter table k set without cluster

> alter table c replica identity full

> alter table c set unlogged

> alter table k set unlogged

alter table k set unlogged;
> alter table k set logged

> alter table k set logged

alter table k set unlogged; alter table k add foreign key (n) references p;
> alter table k set logged

> alter table c enable row level security

> alter table c force row level security

> create policy x on c using (true)

> create policy x on c using (exists (select 1 from k where k.n = c.n))

create policy x on c using (true);
> alter policy x on c using (false)

create policy x on c using (true);
> drop policy x on c

create policy x on c using (true);
> alter policy x on c rename to y

> create trigger x before insert on c for each row execute procedure f()

> create trigger x after insert on c execute procedure f()

> create trigger x after insert on part for each row execute procedure f() # 11+

> create trigger x after insert on part execute procedure f()

> create constraint trigger x after insert on c from p for each row execute procedure f()

create trigger x before insert on c for each row execute procedure f();
> create or replace trigger x after insert on c for each row execute procedure f() # 14+

create trigger x before insert on c for each row execute procedure f();
> alter table c disable trigger x

> alter table c disable trigger all

> alter table c enable trigger user

create trigger x before insert on c for each row execute procedure f();
> drop trigger x on c

create trigger x before insert on c for each row execute procedure f();
> alter trigger x on c rename to y

> create rule x as on insert to c do also nothing

create rule x as on insert to c do also nothing;
> drop rule x on c

create rule x as on insert to c do also nothing;
> alter table c disable rule x

create table z (like inh1);
> alter table z inherit inh

> alter table inh1 no inherit inh

> truncate k

> truncate p cascade

> truncate inh

> truncate part

> comment on table c is 'x'

> comment on column c.n is 'x'

> comment on index c_pkey is 'x'

> comment on constraint c_pkey on c is 'x'

> create statistics x on n, id from c # 10+

create statistics x on n, id from c;
> drop statistics x

> grant select on c to public

> revoke all on c from public

> create publication x for table c # norows

> lock table c

> lock table c in share mode

> lock table inh in share mode

> analyze c # norows

> cluster k using k_id

> vacuum k # norows outside: lock table k in share mode

> vacuum full g # outside: lock table g in access share mode

-- Rows
> insert into c (pid) values (1) # norows

> insert into c (n) values (1) # norows

> insert into g (v) values (1) # norows

> insert into k select * from k # norows

> update c set n = 1 # norows

> update c set pid = 2 # norows

> update p set v = '' # norows

> delete from c # norows


insert into p values (999, '', 1);
> delete from p where id = 999 # norows

insert into p values (999, '', 1);
> update p set id = 998 where id = 999 # norows

create table y (a int references p on delete cascade); insert into y values (7); delete from c where pid = 7;
> delete from p where id = 7 # norows

> update inh set n = 1 # norows

> update part set v = '' # norows


> select count(*) from c # norows

create view vw as select * from k;
> update vw set n = 1 # norows

-- Indexes
> create index x on c (n)

> create unique index x on k (n)

> create index x on part (v) # 11+

create index part1_v on part1 (v);
> create index x on part (v) # 11+

> create index x on only part (v) # 11+

> create index x on inh (v)

create index x on only part (v); create index part1_v on part1 (v);
> alter index x attach partition part1_v # 11+

create index x on c (n);
> drop index x

create index x on part (v);
> drop index x # 11+

create index x on c (n);
> create index if not exists x on c (n)

create index x on c (n);
> alter index x set (fillfactor = 70)

create index x on c ((n + 1));
> alter index x alter column 1 set statistics 100 # 11+

> reindex index c_pkey

create index x on c (n);
> reindex table c

> create index concurrently x on c (n) # outside: lock table c in row exclusive mode

create index x on c (n);
> drop index concurrently x # outside: lock table c in row exclusive mode

create index x on c (n);
> reindex index concurrently x # 12+ outside: lock table c in row exclusive mode

> reindex table concurrently k # 12+ outside: lock table k in row exclusive mode

create index x on c (n);
> reindex index x

-- Partitions
create table z (a int, v varchar(5)); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300)

create table z (a int not null, v varchar(5), check (a >= 200 and a < 300)); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300)

create table z (a int, v varchar(5), check (a is not null and a >= 210 and a < 290)); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300)

create table z (a int, v varchar(5), check (a >= 200 and a < 300)); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300)

create table z (a int not null, v varchar(5), check (a >= 200 and a < 400)); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300)

create table z (a int, v varchar(5)); create table part0 partition of part default; insert into part0 select 900, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300) # 11+

create index part_v on part (v); create table z (a int, v varchar(5)); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300) # 11+

create index part_v on part (v); create table z (a int, v varchar(5)); create index z_v on z (v); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z for values from (200) to (300) # 11+

create index part_v on part (v);
> create table part2 partition of part for values from (200) to (300) # 11+

create table z (a int, v varchar(5)); insert into z select 250, '' from generate_series(1, 200);
> alter table part attach partition z default # 11+

create table lp (k text, b int) partition by list (k); create table z (k text not null check (k = 'x'), b int); insert into z select 'x', 1 from generate_series(1, 200);
> alter table lp attach partition z for values in ('x')

create table lp (k date, b int) partition by range (k); create table z (k date not null check (k >= '2020-01-01' and k < '2021-01-01'), b int); insert into z select '2020-05-05', 1 from generate_series(1, 200);
> alter table lp attach partition z for values from ('2020-01-01') to ('2021-01-01')

> create table part2 partition of part for values from (200) to (300)

create table part0 partition of part default; insert into part0 select 900, '' from generate_series(1, 200);
> create table part2 partition of part for values from (200) to (300) # 11+

alter table part add foreign key (a) references p;
> create table part2 partition of part for values from (200) to (300) # 11+

> alter table part detach partition part1

create table part0 partition of part default;
> alter table part detach partition part1 # 11+

alter table part add foreign key (a) references p;
> alter table part detach partition part1 # 11+

> alter table part detach partition part1 concurrently # 14+ outside: lock table part1 in share mode

-- Views
> create view vw as select * from c

create view vw as select * from c;
> create or replace view vw as select * from c

create view vw as select * from c;
> create view vw2 as select * from vw

create view vw as select * from c;
> drop view vw

create view vw as select id, n from c;
> alter view vw alter column n set default 1

create view vw as select id, n from c;
> alter view vw set (security_barrier = true)

> create materialized view mv as select * from k

> create materialized view mv as select * from k with no data

create materialized view mv as select * from k;
> refresh materialized view mv

create materialized view mv as select * from k; create unique index mv_id on mv (id);
> refresh materialized view concurrently mv # norows

create materialized view mv as select * from k; create index mv_id on mv (id);
> refresh materialized view mv with no data

create materialized view mv as select * from k;
> drop materialized view mv

create materialized view mv as select * from k;
> create index x on mv (n)

create view vw as select * from k; create materialized view mv as select * from vw;
> refresh materialized view mv

-- Types, sequences, routines
create domain d as int; create table x (a d); insert into x select 1 from generate_series(1, 200);
> alter domain d add check (value > 0)

create domain d as int; create table x (a d); insert into x select 1 from generate_series(1, 200);
> alter domain d add constraint dc check (value > 0) not valid

create domain d as int; create table x (a d); insert into x select 1 from generate_series(1, 200); alter domain d add constraint dc check (value > 0) not valid;
> alter domain d validate constraint dc

create domain d as int; create table x (a d); insert into x select 1 from generate_series(1, 200);
> alter domain d set not null

create domain d as int; create table x (a d);
> alter domain d drop not null

create domain d as int; create table x (a d);
> drop domain d cascade

create type e as enum ('a'); create table x (a e);
> alter type e add value 'b' # 12+

create type e as enum ('a'); create table x (a e);
> alter type e rename value 'a' to 'b'

create type e as enum ('a'); create table x (a e);
> alter type e rename to e2

create type e as enum ('a'); create table x (a e, b int); create index x_a on x (a);
> drop type e cascade

create sequence s;
> alter sequence s increment by 2

create sequence s;
> alter sequence s owned by c.id


create sequence s;
> drop sequence s

> drop sequence c_id_seq cascade

create function dflt() returns int language sql as 'select 1'; alter table c alter column n set default dflt();
> drop function dflt() cascade

create trigger x before insert on c for each row execute procedure f();
> drop function f() cascade

create schema app; create table app.t (a int references p); create index app_t on app.t (a);
> drop schema app cascade

> create function z() returns bigint language sql return (select count(*) from k) # 14+

-- More
> alter table k set tablespace locks_space # 15+

> alter index k_id set tablespace locks_space # 15+

> alter table k set tablespace pg_default

> alter table c set access method heap # 15+

create type ct as (a int); create table x of ct;
> alter type ct add attribute b int cascade

create type ct as (a int, b int); create table x of ct;
> alter type ct drop attribute b cascade

create type ct as (a int); create table x of ct;
> alter type ct alter attribute a type bigint cascade

> alter table part drop column v

> merge into k using p on k.id = p.id when matched then update set n = 1 # 15+ norows

> update k set n = p.n from p where p.id = k.id # norows

> delete from k using p where p.id = k.id # norows

> create table z (like c)

> create table z (like c including all)

create sequence s;
> select nextval('s')

> select setval('c_id_seq', 500)

create sequence s;
> alter table c alter column id set default nextval('s')

create view vw as select * from k; create role locks_owner;
> alter view vw owner to locks_owner

create materialized view mv as select * from k; create index mv_id on mv (id); create role locks_owner;
> alter materialized view mv owner to locks_owner

create materialized view mv as select * from k;
> alter materialized view mv rename to mv2

create materialized view mv as select * from k; create schema app;
> alter materialized view mv set schema app

> alter index c_pkey rename to x

alter table k cluster on k_id;
> cluster k

create view vw as select * from k;
> lock table vw # 11+

create view vw as select * from k;
> comment on view vw is 'x'

> comment on sequence c_id_seq is 'x'

> truncate c restart identity

> truncate g restart identity cascade

> alter table part disable trigger all

create trigger x after insert on part for each row execute procedure f();
> drop trigger x on part # 11+

create trigger x after insert on part for each row execute procedure f();
> alter trigger x on part rename to y # 11+

> update k set n = 1 where id in (select id from p) # norows

> update k set n = (select max(id) from p) # norows

> delete from k where exists (select 1 from p where p.id = k.n) # norows

> insert into k select id, n from p where id not in (select id from c) # norows

alter table part add check (a > 0);
> alter table part rename constraint part_a_check to y

> alter table c drop column n, drop column t, add column z int not null default 1

> alter table c alter column n type bigint, alter column n set not null

> alter table c alter column n set not null, add check (n > 0), add unique (n)

> create index x on c using gin (to_tsvector('english', t))

> create table z (a int primary key, b int references z, d int references c)

create table z (a int); create index z_a on z (a);
> drop table z, k

create sequence s owned by k.n;
> drop table k

> alter sequence c_id_seq owned by none

> alter table g add foreign key (v) references p on delete cascade

> alter table c drop column id

create extension if not exists citext; create table x (a text); insert into x select 'a' from generate_series(1, 200); create index x_a on x (a);
> alter table x alter column a type citext

create extension if not exists citext; create table x (a varchar(10)); insert into x select 'a' from generate_series(1, 200); create index x_a on x (a);
> alter table x alter column a type citext using a::citext
