alter table fields add column acres numeric;
