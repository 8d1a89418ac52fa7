@a @b() abstract class C<T> extends D<T> implements E, F<G> { constructor(@Inject() private readonly x: X, public y?: number, z = 1) { super(); } }
