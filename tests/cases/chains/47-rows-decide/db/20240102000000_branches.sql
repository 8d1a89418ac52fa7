-- migrate:up
do $$
begin
  if exists (select from settings where key = 'theme' and value = 'dark') then
    alter table settings add column is_dark boolean not null default true;
  end if;
  if not exists (select from settings where value is null) then
    alter table settings alter value set not null;
  end if;
  if (select count(*) from plans where price > 5) = 1 then
    alter table plans add column is_paid boolean;
  else
    alter table plans add column is_free boolean;
  end if;
end
$$;
update settings set value = '12' where value is null;
-- migrate:down
alter table plans drop column is_paid;
