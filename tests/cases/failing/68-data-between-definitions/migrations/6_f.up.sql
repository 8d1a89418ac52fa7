alter table levels alter name type int using name::int;
