alter table subscribers add column confirmed boolean;
