alter table w alter a type int using 1;
