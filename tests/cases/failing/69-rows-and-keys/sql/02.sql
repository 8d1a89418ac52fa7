insert into coins (name, worth) values ('dime', 0.1), ('penny', 0.01);
