create table bl (a boolean) partition by list (a);
create table bl1 partition of bl for values in (true);
create table bl2 partition of bl for values in (true, false);
