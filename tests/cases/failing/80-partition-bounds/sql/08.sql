create table rd partition of r default;
