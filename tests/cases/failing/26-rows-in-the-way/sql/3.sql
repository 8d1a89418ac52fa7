alter table people add unique (id);
