alter table bookings alter constraint booked_room deferrable initially deferred;
alter table bookings add constraint nights_not_valid check (days <> 13) not valid;
create unique index bookings_room_unique on bookings (room, floor);
alter table bookings add constraint one_booking unique using index bookings_room_unique;
create unique index concurrently_not on rooms (kind);
alter table rooms add column beds int not null default 2 check (beds > 0) check (beds < 5);
