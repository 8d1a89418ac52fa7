alter table plants add primary key (height);
