alter table t alter n drop identity;
