class Foo { a = 1; b
= 2; c
d = 3;
*e() {} f = async () => {}; g = this.x; static h = super.x; i = (j) => k; l: m = n; o?: p; }
