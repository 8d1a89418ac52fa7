alter table notes add constraint moods check (feeling in ('sad', 'fine'));
