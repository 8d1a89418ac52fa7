-- migrate:up
drop trigger stops_log on stops;
alter trigger stops_eta on stops rename to stops_fill_eta;
alter table stops alter column kind drop default;
alter type stop_kind rename to stop_type;
alter table stops alter kind type text using kind::text;
drop type stop_type;
alter table trips drop constraint trips_plate_fkey, drop column plate;
-- migrate:down
select 1;
