alter type pair alter attribute a type text;
