alter table pumps alter level drop default, alter level type int using level::int;
