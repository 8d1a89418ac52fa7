create sequence order_no start 1000 increment 5 cache 10 cycle;
create sequence tiny as smallint;
create temporary sequence gone_after;
create table a (id int default nextval('order_no'), other int default nextval('tiny'::regclass), third bigint default nextval('public.order_no'));
alter sequence tiny owned by a.other;
create type address as (street text, zip varchar(5), geo point);
create table people (home address, work address[], check ((home).zip <> ''));
create type span as range (subtype = timestamptz, multirange_type_name = spans);
create table plans (during span, all_of spans, m int4multirange default '{[1,2)}');
