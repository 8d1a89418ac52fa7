alter table only par alter a type text;
