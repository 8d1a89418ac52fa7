alter table colonies rename constraint hives_bees_check to bees_check;
alter table colonies drop constraint hives_bees_check;
