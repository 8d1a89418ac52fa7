alter table steps add column label text;
