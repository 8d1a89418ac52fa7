create table t (b boolean default 'maybe');
