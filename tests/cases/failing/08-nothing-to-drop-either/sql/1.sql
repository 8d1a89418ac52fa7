drop function play(int);
