create table menu (meal int references meals, dish int);
create index meals_name on menu (meal);
