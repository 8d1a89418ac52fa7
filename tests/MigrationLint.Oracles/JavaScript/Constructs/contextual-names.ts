let type = 1; type = 2; let of, as, satisfies, namespace, module, declare, abstract, async, get, set, readonly, keyof, infer, is, asserts, global, unique, override, out, accessor, using; declare
foo; abstract
class X {} namespace
.x; type.x; module.exports = 1; async(); declare.x(); global.foo = 1; as = as as as; interface
x; abstract + 1; type in x; let y = type ? a : b; get(x); using(x); for (const of of of) {} for (using of ofs) {}
