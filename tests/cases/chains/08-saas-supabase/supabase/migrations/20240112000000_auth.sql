create schema if not exists auth;
create table auth.users (id uuid primary key, email text, raw jsonb);
create trigger on_auth_user_created after insert on auth.users for each row execute procedure public.handle_new_user();
alter table profiles add constraint profiles_id_fkey foreign key (id) references auth.users on delete cascade;
grant usage on schema auth to public;
grant select, insert on all tables in schema public to public;
revoke insert on profiles from public;
