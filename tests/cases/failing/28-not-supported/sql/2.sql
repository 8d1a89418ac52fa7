alter table t alter n type bigint;
