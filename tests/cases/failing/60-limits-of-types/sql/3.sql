create table t (a varchar(3) default 'abcd', b numeric(3, 2) default 12, c text(5));
