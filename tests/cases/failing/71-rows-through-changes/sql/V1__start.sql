create type mood as enum ('low', 'high');
create table notes (id int generated always as identity primary key, body text not null, feeling mood, at text, score int);
insert into notes (body, feeling, at, score) values ('one', 'low', '2024-01-02', 1), ('two', null, 'tomorrow', 70000);
