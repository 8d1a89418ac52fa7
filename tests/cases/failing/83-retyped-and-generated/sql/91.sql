insert into derived values (1000);
