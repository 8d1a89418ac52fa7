create table ts3 partition of ts for values from ('2024-02-15') to ('2024-03-15');
