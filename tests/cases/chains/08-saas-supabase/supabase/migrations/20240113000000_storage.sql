do $$
begin
  if not exists (select 1 from pg_type where typname = 'visibility') then
    create type visibility as enum ('public', 'private');
  end if;
  if not exists (select 1 from information_schema.columns where table_schema = 'public' and table_name = 'profiles' and column_name = 'visibility') then
    alter table profiles add column visibility visibility not null default 'private';
  end if;
end $$;
drop policy if exists "Own profile" on profiles;
drop policy if exists "Nobody's" on profiles;
alter policy "Profiles are public" on profiles rename to "Visible profiles";
drop function add_member(uuid, uuid[]);
alter function org_rows() rename to all_profiles;
