delete from levels where id = 1;
