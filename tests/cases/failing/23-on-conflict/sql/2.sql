create table prefs (id int primary key, usr int, key text, unique (usr, key));
insert into prefs values (1, 1, 'a') on conflict (usr, key) do nothing;
