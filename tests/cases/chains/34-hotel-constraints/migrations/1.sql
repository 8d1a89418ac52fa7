create table rooms (no int, floor int, kind text, primary key (no) include (kind), unique (floor, no) include (kind), constraint kinds unique nulls not distinct (kind, no) deferrable);
create table bookings (
  id int primary key deferrable initially deferred,
  room int constraint booked_room references rooms on delete restrict on update set null deferrable,
  floor int default 1 constraint positive_floor check (floor > 0) not null,
  days int constraint days_pos check (days > 0) constraint days_max check (days < 30),
  foreign key (floor, room) references rooms (floor, no) match full on delete set default
);
