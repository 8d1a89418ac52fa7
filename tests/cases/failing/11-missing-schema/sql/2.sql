create schema app;
create table app.users (id int);
create type appp.role as enum ('a');
