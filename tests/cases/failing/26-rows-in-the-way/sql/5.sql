alter table people add column email text not null;
