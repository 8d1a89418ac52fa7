update coins set name = 'penny' where worth > 1;
