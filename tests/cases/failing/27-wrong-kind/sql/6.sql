alter table s add primary key (last_value);
