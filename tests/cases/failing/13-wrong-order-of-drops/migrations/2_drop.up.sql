drop function zoo.stamp();
