using x = y; await using z = w; async function f() { for await (const c of d) {} } for (using h of i) {} import defer * as q from 'x'; import.meta.url; import('z', { with: {} }); 
