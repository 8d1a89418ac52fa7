alter table derived rename column id to key;
