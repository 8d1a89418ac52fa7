update lands set code = 'oe' where code = 'at';
insert into towns values (5, 'at', 'Steyr');
