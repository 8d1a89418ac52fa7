alter table machines add column horsepower int;
