create table t (n numeric(3, 1) default 1000, s smallint default 40000, i interval default 'soon');
