drop domain pos;
