drop sequence a.s cascade;
alter table b.child drop column num cascade;
