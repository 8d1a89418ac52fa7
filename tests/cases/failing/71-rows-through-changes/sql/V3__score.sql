alter table notes alter score type smallint;
