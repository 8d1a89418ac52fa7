create table notes (id int primary key, owner uuid);
create policy mine on notes using (owner is not null);
create policy mine on notes for insert with check (true);
