create view cheap_items as select item.id, item.name from item group by item.id;
create function label(c cheap_items) returns text language sql immutable as 'select c.name';
create table picked (id int primary key, what cheap_items, others cheap_items[]);
create materialized view labels as select label(c) as label, count(*) as n from cheap_items c group by 1;
create function weight(l labels) returns bigint language sql immutable as 'select l.n';
create unique index labels_weight on labels (weight(labels));
create view picked_labels as select p.id, label(p.what) as label from picked p;
create function shown(p picked_labels) returns text language sql as 'select p.label';
create table notes (id int, seen picked_labels, text text default shown(null::picked_labels));
