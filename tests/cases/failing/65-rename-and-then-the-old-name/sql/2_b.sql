alter table hives rename to colonies;
alter table colonies rename queen to queen_name;
