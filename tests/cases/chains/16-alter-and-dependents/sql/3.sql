drop view offers cascade;
alter table vehicles drop column price;
alter table vehicles alter column model type text;
alter table vehicles alter column built type timestamptz using built::timestamptz;
