alter type phase rename value 'x' to 'z';
