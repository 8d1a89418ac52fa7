-- migrate:up
do $$
declare
  plan record;
  next int;
begin
  for plan in select * from plans order by id loop
    execute format('create table %I (id int default %s)', 'plan_' || plan.name, plan.id);
  end loop;
  insert into plans (name) values ('trial') on conflict (name) do nothing returning id into next;
  if found then
    execute 'create table trials_' || next || ' (id int)';
  end if;
  insert into plans (name) values ('free') on conflict (name) do nothing;
  if not found then
    create table no_second_free_plan (id int);
  end if;
end
$$;
-- migrate:down
drop table no_second_free_plan;
