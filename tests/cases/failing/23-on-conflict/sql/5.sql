insert into prefs values (1, 2, 'b') on conflict on constraint prefs_key do nothing;
