alter table t alter id set default 4;
