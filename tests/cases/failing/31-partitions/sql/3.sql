alter table m add primary key (v);
