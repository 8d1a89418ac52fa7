alter table plants rename column height to size;
