alter type phase add value 'x' before 'y';
