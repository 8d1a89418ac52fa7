create trigger tr2 after update on t for each row execute function g();
