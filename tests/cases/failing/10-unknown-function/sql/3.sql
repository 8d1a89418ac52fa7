create table tokens (id uuid primary key, at timestamptz default nowish());
