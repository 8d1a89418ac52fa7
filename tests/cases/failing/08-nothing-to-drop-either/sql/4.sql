drop sequence if exists a;
drop view charts;
