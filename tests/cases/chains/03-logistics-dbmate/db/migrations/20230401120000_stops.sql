-- migrate:up
create type stop_kind as enum ('pickup', 'delivery');
create table stops (trip_id bigint, position int, kind stop_kind not null default 'delivery', eta timestamptz(3), primary key (trip_id, position));
alter table stops add foreign key (trip_id) references trips (id) on delete cascade on update restrict;
create function stops_touch() returns trigger language plpgsql as $$
begin
  new.eta := coalesce(new.eta, now());
  return new;
end;
$$;
create trigger stops_eta before insert or update of position on stops for each row execute function stops_touch();
create trigger stops_log after delete on stops referencing old table as gone for each statement execute procedure stops_touch();
-- migrate:down
drop table stops;
