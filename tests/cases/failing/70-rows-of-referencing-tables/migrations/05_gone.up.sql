delete from lands where code = 'de';
