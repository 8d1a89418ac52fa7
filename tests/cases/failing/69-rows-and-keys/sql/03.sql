insert into coins (name, worth) values ('dime', 0.1);
