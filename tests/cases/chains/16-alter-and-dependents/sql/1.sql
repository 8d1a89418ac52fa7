create table cars (id int primary key, make varchar(30), model varchar(30), price numeric, built date, constraint recent check (built > '1990-01-01' or make = 'Oldtimer'));
create index on cars (make, lower(model));
create index cheap on cars (price) where price < 1000 and make is not null;
create view offers as select id, make || ' ' || model as name, price * 1.19 as gross from cars;
create view cheap_offers as select * from offers where gross < 500;
create function car_age(c cars) returns int language sql as 'select 1';
create rule no_delete as on delete to cars do instead nothing;
