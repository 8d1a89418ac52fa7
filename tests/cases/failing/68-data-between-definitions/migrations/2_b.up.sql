insert into levels values (3, 'three and more', 1);
