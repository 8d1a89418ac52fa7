create table 'quoted' (id int);
