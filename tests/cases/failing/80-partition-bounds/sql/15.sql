create table h3 partition of h for values with (modulus 6, remainder 3);
