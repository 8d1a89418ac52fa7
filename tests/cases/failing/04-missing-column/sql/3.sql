alter table plants alter column height set not null;
