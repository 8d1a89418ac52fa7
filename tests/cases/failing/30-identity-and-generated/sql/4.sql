alter table t alter n add generated always as identity;
