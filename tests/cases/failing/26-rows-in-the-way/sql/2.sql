alter table people alter name set not null;
