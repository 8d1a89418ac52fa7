create table ts (at timestamptz) partition by range (at);
create table ts1 partition of ts for values from ('2024-01-01') to ('2024-02-01');
create table ts2 partition of ts for values from ('2024-02-01') to ('2024-03-01');
