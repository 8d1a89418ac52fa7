alter table steps drop column label;
