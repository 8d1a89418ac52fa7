class A<T> extends B.C<T> { } class D extends (E as any)<F> {} class G extends H<I>
{} class J implements K.L<M>, N {} const O = class implements P {}; const Q = class R<S> extends T {}; class U extends V<W>() {} class X extends Y<Z> implements AA {}
