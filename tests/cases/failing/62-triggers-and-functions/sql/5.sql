create trigger tr4 instead of insert on t for each row execute function f();
