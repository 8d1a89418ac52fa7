delete from notes where at = 'tomorrow';
alter table notes validate constraint small;
alter table notes alter feeling type text using feeling::text;
alter table notes add column length int generated always as (length(body)) stored;
