alter type pair drop attribute c;
