let a = b
/c/g.exec(d); x
++y;; if (a) ; else b; do x(); while (y) z(); a: b: for (;;) continue a; ({}).x; (function () {})(); !function () {}(); var yield_, let_; let 
 foo = 1; l\u0065t; async
function g() {}
