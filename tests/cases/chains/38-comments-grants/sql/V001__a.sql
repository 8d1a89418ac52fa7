create table docs (id int primary key, body text);
create view doc_list as select id from docs;
create function f() returns int language sql as 'select 1';
comment on table docs is 'documents'; comment on column docs.body is $$it's the "body"$$;
comment on view doc_list is 'list'; comment on function f() is 'one'; comment on constraint docs_pkey on docs is 'key';
comment on index docs_pkey is 'ix'; comment on schema public is 'std';
