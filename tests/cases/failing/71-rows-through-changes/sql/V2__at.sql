alter table notes alter at type int using at::int;
