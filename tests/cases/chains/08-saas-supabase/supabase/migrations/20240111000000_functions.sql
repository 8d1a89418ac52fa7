create or replace function public.handle_new_user() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  insert into public.profiles (id) values (new.id);
  return new;
end $$;
create function add_member(org uuid, member uuid default null) returns void language sql as $$ update profiles set org = $1 where id = $2 $$;
create function add_member(org uuid, members uuid[]) returns int language plpgsql as 'begin return 1; end';
create function org_members(org uuid) returns table (id uuid, name text) language sql stable as $$ select id, username from profiles p where p.org = $1 $$;
create function org_rows() returns setof profiles language sql as 'select * from profiles';
create procedure purge(before timestamptz) language sql as $$ delete from profiles where false $$;
create function sums(variadic nums numeric[], out total numeric, out n int) language plpgsql as $$ begin total := 0; n := 0; end $$;
