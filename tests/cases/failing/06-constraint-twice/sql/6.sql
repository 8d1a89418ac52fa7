create table rows (a int constraint r check (a > 0) constraint r check (a > 1));
