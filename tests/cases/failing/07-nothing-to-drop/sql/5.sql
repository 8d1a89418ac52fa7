drop type genre;
