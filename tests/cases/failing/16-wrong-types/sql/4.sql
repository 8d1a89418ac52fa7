alter table scales alter column at set default 5;
