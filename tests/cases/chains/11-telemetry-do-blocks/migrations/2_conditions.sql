do $$
declare
  present boolean;
begin
  select exists (select 1 from information_schema.tables where table_schema = 'public' and table_name = 'readings') into present;
  if not present then
    create table readings (sensor int, at timestamptz, value real);
  else
    create table never_made (id int);
  end if;
  if to_regclass('public.readings') is not null and to_regclass('public.missing') is null then
    alter table readings add constraint readings_sensor foreign key (sensor) references sensors;
  end if;
  if exists (select from pg_constraint where conname = 'readings_sensor') then
    create index readings_sensor_at on readings (sensor, at desc);
  end if;
end
$$;
