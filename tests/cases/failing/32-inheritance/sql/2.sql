alter table derived drop column name;
