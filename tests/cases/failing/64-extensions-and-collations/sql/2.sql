create extension citext;
create extension citext;
