alter table kept add column y text;
