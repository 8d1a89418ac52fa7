alter sequence order_no rename to order_number;
alter table a rename to b;
alter sequence tiny owned by none;
drop table people;
alter type address add attribute country char(2), drop attribute geo, alter attribute zip type text;
create domain us_zip as text constraint five check (value ~ '^\d{5}$') constraint nn not null;
create domain zips as us_zip[] default '{}';
create table shops (zip us_zip default '00000', all_zips zips, c "char", n name, o oid, r regclass, x xml, m money default 3.5);
