insert into old_notes values (1, 'again', 'low');
