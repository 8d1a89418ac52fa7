alter table shirts drop column color;
