alter table old_notes alter body type int using length(body);
