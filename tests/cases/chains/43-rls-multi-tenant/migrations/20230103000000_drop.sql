drop policy "read docs" on docs;
drop table docs cascade;
create table "docs" ("id" uuid default gen_random_uuid(), primary key ("id"));
create index if not exists docs_id on docs using hash (id);
