class A { #x; has(o) { return #x in o && !(#x in p) } static #y() { return this.#x.#z } }
