create table cities (id int primary key, country char(2), foreign key (land) references countries);
