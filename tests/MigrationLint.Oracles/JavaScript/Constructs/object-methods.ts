const x = { a<T>(b: T): T { return b }, c() {}, get d(): number { return 1 }, set d(v: number) {}, e: <T>f, g: (h) => i, async *j<K>() {}, [l]: m, n, o: p!, 'q': r as s }
