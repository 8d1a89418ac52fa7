alter table lands add column rank int not null;
