alter table app.users add x int;
