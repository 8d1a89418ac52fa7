drop table if exists nothing.songs;
drop policy p on songs;
