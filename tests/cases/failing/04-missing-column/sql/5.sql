alter table plants add check (height > 0);
