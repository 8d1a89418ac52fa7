create function shout() returns trigger language plpgsql as $$ begin new.body = upper(new.body); return new; end $$;
create trigger shouts before insert or update on old_notes for each row execute function shout();
update old_notes set body = 'x';
alter table old_notes add unique (body);
