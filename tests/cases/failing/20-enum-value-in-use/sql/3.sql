alter type phase add value 'plan';
