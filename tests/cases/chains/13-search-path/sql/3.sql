select set_config('search_path', 'crm', false);
alter table clients add column parent int references clients (id);
reset search_path;
create table clients (id int primary key, name text);
alter table billing.invoices set schema crm;
alter table clients add column invoice int references crm.invoices;
