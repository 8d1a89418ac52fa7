drop schema a cascade;
