interface A { new(x): y; a
b; c: d
[e]: f
 readonly h; readonly [i: string]: j
 } type B = { a, b; c }
type C = {
 a: string
 b(): void
 readonly c: d
}
type D =
 string | number
type E = A
[x].y

