insert into old_notes select id, body, feeling from notes;
