create table notes (id int primary key, owner uuid);
create policy mine on notes to authenticated using (true);
