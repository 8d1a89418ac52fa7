create table h3 partition of h for values with (modulus 8, remainder 4);
