alter table boats add column harbour text;
alter table boats add column ctid int;
