create table audit (id bigint generated always as identity primary key, tab text, op text, at timestamptz default now());
create function log_change() returns trigger language plpgsql as $f$
begin
  insert into audit (tab, op) values (tg_table_name, tg_op);
  if tg_op = 'DELETE' then return old; end if;
  return new;
end
$f$;
create table stock (item text primary key, amount int not null default 0);
create trigger stock_audit after insert or update or delete on stock for each row execute function log_change();
create trigger stock_truncate before truncate on stock execute function log_change('stock', 42);
create constraint trigger stock_late after update of amount, item on stock deferrable initially deferred for each row when (old.amount is distinct from new.amount) execute function log_change();
