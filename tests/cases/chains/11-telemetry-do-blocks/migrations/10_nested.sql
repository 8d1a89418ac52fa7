do $outer$
begin
  begin
    alter table sensors add column label text;
  exception when duplicate_column then
    alter table sensors add column label_again text;
  end;
  begin
    drop table not_there;
    create table not_made_either (id int);
  exception when undefined_table or undefined_object then
    raise notice 'was not there';
  end;
  if not exists (select 1 from pg_indexes where indexname = 'sensors_label') then
    create unique index sensors_label on sensors (label);
  end if;
  perform 1 from pg_class where relname = 'sensors';
  if found then
    comment on table sensors is 'found';
    alter table sensors alter column label set not null;
  end if;
end
$outer$;
