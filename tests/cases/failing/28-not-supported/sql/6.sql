create table c (a int default n, n int);
