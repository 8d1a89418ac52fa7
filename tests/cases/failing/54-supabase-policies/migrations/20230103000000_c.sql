create table notes (id int primary key, owner uuid);
create policy mine on notes for insert using (true);
