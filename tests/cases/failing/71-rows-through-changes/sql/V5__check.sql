alter table notes add constraint feels check (feeling is not null and score < 100);
