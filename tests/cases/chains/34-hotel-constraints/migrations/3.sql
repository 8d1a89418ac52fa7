alter table bookings validate constraint nights_not_valid;
alter table bookings drop constraint days_pos, drop constraint if exists nothing, add check (days > 1);
alter table rooms drop constraint kinds;
alter table bookings drop constraint bookings_pkey, add primary key (id, floor);
alter table rooms drop column floor cascade;
