merge into coins using (values ('penny', 7), ('groat', 8)) as new (name, minted) on coins.name = new.name
when matched then update set minted = new.minted
when not matched then insert (name, minted) values (new.name, new.minted);
insert into coins (name) values ('groat');
