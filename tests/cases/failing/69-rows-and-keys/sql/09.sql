insert into coins (id, name) values (102, 'florin') on conflict (id) do nothing;
insert into coins (id, name) values (103, 'florin');
