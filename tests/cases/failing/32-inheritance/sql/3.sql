drop table base;
