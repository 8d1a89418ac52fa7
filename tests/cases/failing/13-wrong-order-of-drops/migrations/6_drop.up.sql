drop table zoo.animals, zoo.keepers;
drop function zoo.stamp();
drop schema zoo;
