create table like_nothing (like src);
create table like_defaults (like src including defaults);
create table like_constraints (like src including constraints including comments);
create table like_indexes (like src including indexes);
create table like_generated (like src including generated including identity);
create table like_all (before int, like src including all, after int);
create table like_but (like src including all excluding indexes excluding identity);
