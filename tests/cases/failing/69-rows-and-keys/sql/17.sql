insert into coins (name, minted) values ('sou', 1), ('sou', 2) on conflict (name) do update set minted = excluded.minted;
