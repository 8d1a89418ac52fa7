do $$ begin if not exists (select from pg_roles where rolname = 'reader_38') then create role reader_38 nologin; end if; end $$;
grant select (id), update on docs to reader_38;
grant execute on function f() to reader_38;
revoke all on all functions in schema public from public;
alter default privileges in schema public grant select on tables to reader_38;
alter table docs owner to current_user;
set role reader_38;
reset role;
