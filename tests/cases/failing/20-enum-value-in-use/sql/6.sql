alter type phase add value 'end';
insert into projects values (1, 'end');
