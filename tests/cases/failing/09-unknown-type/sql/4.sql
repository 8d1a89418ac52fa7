create type tree_kind as enum ('oak');
create table trees (id int, kind tree_kind default 'elm');
