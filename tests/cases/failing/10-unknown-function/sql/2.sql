create table tokens (id uuid default gen_random_uuid() primary key, at timestamptz);
create trigger touch before update on tokens for each row execute function touch();
