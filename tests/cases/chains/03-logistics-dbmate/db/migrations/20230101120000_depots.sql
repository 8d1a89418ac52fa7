-- migrate:up
create table depots (id int primary key, city text not null, position point, open_from time, open_until timetz default '18:00+00');
create table vehicles (
  plate varchar(12) primary key,
  depot_id int references depots on delete set null,
  capacity_kg real not null default 1000,
  flags bit(4) default B'0000',
  mask bit varying(8),
  ip inet, mac macaddr, net cidr,
  serviced interval day to second(0) default '30 days'
);
create index vehicles_depot on vehicles (depot_id) include (capacity_kg);

-- migrate:down
drop table vehicles;
drop table depots;
