alter table scales alter weight type int;
