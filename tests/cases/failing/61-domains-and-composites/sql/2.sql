create domain pos as bigint;
