alter table notes validate constraint small;
