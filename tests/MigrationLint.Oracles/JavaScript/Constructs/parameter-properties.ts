export class X { constructor(readonly a: string, { b }: C, [d]: E = [], ...f: G[]) {} @D({ type: () => String }) e: string; @F() g(@H('x') h: string, @I() j: K): void {} static x?: y; z! : w }
