alter table only base add column late int;
