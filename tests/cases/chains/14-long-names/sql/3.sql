create table refs (a int references refs2, b int references refs2);
