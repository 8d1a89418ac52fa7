create trigger tr3 after update of nothing on t for each row execute function f();
