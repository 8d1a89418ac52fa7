alter table boats add column harbour text, add column "name" varchar;
