alter table coins add primary key (name);
