insert into towns values (4, 'ch', 'Thun');
