alter table members alter column id set generated always;
alter table members add column pos int generated always as identity (sequence name members_position increment 5);
alter table members alter column pos drop identity;
alter table members alter column pos drop identity if exists;
alter table old_style rename to new_style;
alter table new_style rename id to ident;
alter table members drop column small;
drop sequence old_style_seq cascade;
