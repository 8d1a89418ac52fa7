alter table u alter a type int using 1;
