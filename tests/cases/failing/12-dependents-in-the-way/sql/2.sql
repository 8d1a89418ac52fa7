drop table shirts;
