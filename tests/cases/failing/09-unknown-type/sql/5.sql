create table trees (id int default 'one', kind tree_kind);
