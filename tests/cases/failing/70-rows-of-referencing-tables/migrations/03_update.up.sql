update streets set town = 9 where town = 1;
