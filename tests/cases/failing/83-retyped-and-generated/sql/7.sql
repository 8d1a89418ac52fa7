alter table seen alter a type text;
