create table rd2 partition of r default;
