alter table plants drop column height;
