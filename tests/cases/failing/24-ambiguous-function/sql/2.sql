drop function area;
