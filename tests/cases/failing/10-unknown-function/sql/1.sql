create table tokens (id uuid default uuid_generate_v4() primary key);
