drop index shirts_color_key;
