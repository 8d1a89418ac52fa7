-- migrate:up transaction:false
create table vets (id int primary key);
create table visits (pet int references pets, vet int references doctors);

-- migrate:down
drop table visits;
