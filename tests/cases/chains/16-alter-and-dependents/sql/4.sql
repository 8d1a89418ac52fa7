create table owners (id int primary key, vehicle int references vehicles on delete set null (vehicle));
drop table vehicles cascade;
create table vehicles (vin text primary key);
alter table owners drop column vehicle, add vin text references vehicles on update set default;
drop function if exists car_age(vehicles);
