create table trees (id int, kind tree_kind);
