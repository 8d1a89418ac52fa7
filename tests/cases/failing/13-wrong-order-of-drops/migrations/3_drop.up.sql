drop table zoo.keepers;
drop table zoo.animals;
