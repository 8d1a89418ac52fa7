update coins set id = id + 1;
