drop trigger touched on songs;
