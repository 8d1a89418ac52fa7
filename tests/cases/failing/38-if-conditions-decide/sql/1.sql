create table racks (id int, row_ text);
