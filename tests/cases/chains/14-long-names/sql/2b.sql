create table pairs (x int, y int, primary key (y, x), unique (x, y));
