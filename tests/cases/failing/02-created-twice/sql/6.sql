create table menu (meal int references meals);
