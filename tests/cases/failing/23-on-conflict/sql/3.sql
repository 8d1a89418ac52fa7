insert into prefs values (2, 1, 'a');
