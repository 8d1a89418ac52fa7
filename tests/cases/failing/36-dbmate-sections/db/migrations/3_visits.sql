-- migrate:up
create table visits (pet int references pets, vet int references vets);
alter table visits add constraint visits_pet_fkey foreign key (pet) references pets;

-- migrate:down
drop table visits;
