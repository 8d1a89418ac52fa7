class A { static async *[Symbol.iterator]?() {} private async x() {} public static override get y() { return 1 } static static; static async; async; get; set; static get; readonly; declare; abstract; accessor; 'use strict'; get
foo() {} static
bar; async
baz; readonly x = 1; public; public y: number; private constructor(private a, protected readonly b = 2, public c?: C) {} @dec m() {} @dec() p; @a.b.c() @d static e(@p q, s?: t) {} @x accessor y; @(foo) ['bar']() {} declare readonly foo: number; static readonly [x]: y }
