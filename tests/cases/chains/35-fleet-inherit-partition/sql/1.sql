create table asset (id int primary key, label text not null default 'x', bought date check (bought > '1970-01-01'));
create table truck (wheels int) inherits (asset);
create table trailer (label text default 'trailer', axles int) inherits (asset);
create table rig (extra text, label text default 'rig') inherits (truck, trailer);
alter table asset add column sold bool default false not null;
alter table asset alter label type varchar(50);
alter table asset rename bought to purchased;
