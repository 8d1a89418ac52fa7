alter schema crm rename to customers;
alter type billing.status set schema public;
create table "Odd Schema" (id int);
create schema "Odd Schema" create table "Inner Table" (id serial primary key) create view v as select 1 as one;
