alter table scales add check (weight);
