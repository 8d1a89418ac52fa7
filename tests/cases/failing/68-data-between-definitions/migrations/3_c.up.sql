insert into levels values (3, 'three', 9);
