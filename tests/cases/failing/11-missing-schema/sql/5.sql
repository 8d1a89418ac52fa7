create schema app;
create schema app;
