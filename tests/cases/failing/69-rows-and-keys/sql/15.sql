insert into coins (name, minted) values ('penny', 1), ('PENNY', 2) on conflict (name) do update set minted = coins.minted + excluded.minted;
