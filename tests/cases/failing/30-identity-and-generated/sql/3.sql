alter table t alter g set default 1;
