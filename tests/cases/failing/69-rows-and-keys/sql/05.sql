insert into coins (name, worth) values ('crown', 12345);
