create schema billing;
create schema crm;
set search_path = billing;
create type status as enum ('open', 'paid');
create table invoices (id serial primary key, status status default 'open', due date);
set search_path = crm, billing, public;
create table clients (id serial primary key, invoice int references invoices, state status default 'paid');
create function net(x numeric) returns numeric language sql immutable as 'select x / 1.19';
