update coins set id = id + 100 where is_gold;
