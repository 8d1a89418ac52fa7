create trigger tr after update on t for each row execute function f();
