create view meals as select 1 as x;
