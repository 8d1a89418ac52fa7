insert into coins (name, worth) values ('debt', -1);
