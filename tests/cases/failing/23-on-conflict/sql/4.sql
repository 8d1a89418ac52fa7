insert into prefs (id, usr, value) values (3, 3, 'x');
