truncate towns;
