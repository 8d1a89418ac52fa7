create table lands (code char(2) primary key, name text);
create table towns (id int primary key, land char(2) references lands on update cascade on delete set null, name text);
create table streets (town int not null references towns on delete cascade, name text, primary key (town, name));
insert into lands values ('de', 'Germany'), ('at', 'Austria'), ('li', null);
insert into towns values (1, 'de', 'Ulm'), (2, 'at', 'Wels'), (3, null, 'Nowhere');
insert into streets values (1, 'Hirschstrasse'), (2, 'Ringstrasse');
