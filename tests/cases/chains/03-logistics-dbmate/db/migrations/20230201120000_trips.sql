-- migrate:up
create extension if not exists btree_gist;
create table trips (
  id bigserial,
  plate varchar(12) not null references vehicles,
  during tstzrange not null,
  constraint trips_pk primary key (id),
  exclude using gist (plate with =, during with &&)
);
alter table trips add constraint no_empty exclude using gist (during with -|-) where (isempty(during)) deferrable initially deferred;

-- migrate:down
drop table trips;
