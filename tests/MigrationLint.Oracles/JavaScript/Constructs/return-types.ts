let x: A = <B>c
let y = (a): a is B => true, z = (a: b, c?: d): asserts a => {}
var w = (a?: b): c => d ? (e) : f
var v = async <T>(a) => a, u = async<T>(a), t = async < T > b;

