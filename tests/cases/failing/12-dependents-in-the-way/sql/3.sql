drop type size;
