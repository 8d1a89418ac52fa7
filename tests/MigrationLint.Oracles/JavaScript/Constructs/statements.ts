switch (a) { case b as C: x; default: { y } case (d): case e: z }
with_: { }
 while (a) { if (b) continue; else break } ; ; debugger; throw new Error(`x`); try { a } finally { b } ; var a; let b; const c = 1, d = 2; for (var i in o); for (const [k, v] of m); for (;;) {} for (let i = 0, j; i < 1; i++, j--) {} for (x.y of z) {} for ([a, b] of c) {} for ({ a } of b) {} for (async of => {}; false;) {}
