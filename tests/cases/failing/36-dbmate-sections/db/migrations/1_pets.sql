-- migrate:up
create table pets (id int primary key);

-- migrate:down
drop table pets;
