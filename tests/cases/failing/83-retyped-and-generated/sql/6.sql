alter table par alter a type text;
