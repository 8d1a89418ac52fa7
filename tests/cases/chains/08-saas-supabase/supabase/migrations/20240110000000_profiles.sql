create extension if not exists "uuid-ossp" with schema public;
create extension if not exists citext;
create table if not exists public.organizations (
  id uuid primary key default uuid_generate_v4(),
  slug citext not null unique,
  plan text not null default 'free' check (plan in ('free', 'pro', 'team'))
);
create table public.profiles (
  id uuid not null primary key,
  org uuid references public.organizations (id) on delete cascade,
  username text unique,
  bio text check (char_length(bio) <= 500),
  constraint username_length check (char_length(username) >= 3)
);
alter table public.profiles enable row level security;
create policy "Profiles are public" on public.profiles for select using (true);
create policy "Own profile" on profiles for update to public using (id is not null) with check (username <> '');
