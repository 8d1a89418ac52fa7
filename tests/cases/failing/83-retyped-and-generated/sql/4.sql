alter table u alter b type int using 1;
