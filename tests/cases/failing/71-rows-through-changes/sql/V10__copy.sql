create table old_notes as select id, body, feeling from notes;
alter table old_notes add primary key (id);
