using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.JavaScript.Evaluation;

public sealed class ModuleEvaluatorTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [TestCase("1 + 2 * 3", "7")]
    [TestCase("'a' + 1 + true", "'a1true'")]
    [TestCase("`x${1 + 1}y`", "'x2y'")]
    [TestCase("`a${process.env.X}b`", "`a${$X}b`")]
    [TestCase("process.env.X", "$X")]
    [TestCase("process.env['X']", "$X")]
    [TestCase("process.env.X || 'd'", "($X ? $X : 'd')")]
    [TestCase("process.env.X ?? 'd'", "($X ? $X : 'd')")]
    [TestCase("process.env.X === 'production' ? { ssl: true } : false", "(===?($X, 'production') ? {ssl: true} : false)")]
    [TestCase("process.env.X && 1", "($X ? 1 : $X)")]
    [TestCase("!process.env.X", "!?($X)")]
    [TestCase("{ a: 1, ...{ b: 2, a: 3 } }", "{a: 3, b: 2}")]
    [TestCase("{ ...process.env }", "{, …}")]
    [TestCase("{ a: 1, ...(process.env.X ? { b: 2 } : {}) }", "{a: 1, b: ($X ? 2 : undefined)}")]
    [TestCase("[1, ...[2, 3]]", "[1, 2, 3]")]
    [TestCase("Object.assign({}, { a: 1 }, { b: 2 })", "{a: 1, b: 2}")]
    [TestCase("Object.keys({ a: 1, b: 2 })", "['a', 'b']")]
    [TestCase("Object.fromEntries(Object.entries({ a: 1 }).map(([k, v]) => [k + 'x', v + 1]))", "{ax: 2}")]
    [TestCase("[1, 2, 3].filter(x => x > 1).map(x => x * 2)", "[4, 6]")]
    [TestCase("[1, 2, 3].reduce((a, b) => a + b, 0)", "6")]
    [TestCase("['a', 'b'].join('-')", "'a-b'")]
    [TestCase("[1, 2].includes(2)", "true")]
    [TestCase("[{ n: 1 }, { n: 2 }].find(x => x.n === 2).n", "2")]
    [TestCase("[[1], [2]].flatMap(x => x)", "[1, 2]")]
    [TestCase("[1, 2].some(x => x === 3)", "false")]
    [TestCase("[1, 2].every(x => x > 0)", "true")]
    [TestCase("' Ab '.trim().toUpperCase()", "'AB'")]
    [TestCase("'7'.padStart(3, '0')", "'007'")]
    [TestCase("'a.b'.split('.')", "['a', 'b']")]
    [TestCase("'a-b-c'.replace('-', '_')", "'a_b-c'")]
    [TestCase("'abc'.slice(-2)", "'bc'")]
    [TestCase("String.raw`a\\n${1}`", "'a\\n1'")]
    [TestCase("parseInt('12px', 10)", "12")]
    [TestCase("Number('3') + 1", "4")]
    [TestCase("Number(process.env.MAX || 10)", "($MAX ? Number?($MAX) : 10)")]
    [TestCase("parseInt(process.env.MAX || '10', 10)", "($MAX ? parseInt?($MAX) : 10)")]
    [TestCase("JSON.parse('{\"a\": [1, null]}')", "{a: [1, null]}")]
    [TestCase("JSON.stringify({ a: ['x', 1] })", "'{\"a\":[\"x\",1]}'")]
    [TestCase("((a, { b = 2, ...rest } = {}, ...more) => [a, b, rest, more])(1, { c: 3 }, 4, 5)", "[1, 2, {c: 3}, [4, 5]]")]
    [TestCase("(() => { try { throw new Error('x') } catch (e) { return e.message } finally { } })()", "'x'")]
    [TestCase("(() => { switch (2) { case 1: return 'a'; case 2: case 3: return 'b'; default: return 'c' } })()", "'b'")]
    [TestCase("(() => { let n = 0; for (let i = 0; i < 5; i++) { if (i === 3) break; if (i === 1) continue; n += i } return n })()", "2")]
    [TestCase("(() => { let n = 0; while (n < 10) n++; do n++; while (n < 20); return n })()", "20")]
    [TestCase("(() => { const r = []; for (const k in { a: 1, b: 2 }) r.push(k); return r })()", "['a', 'b']")]
    [TestCase("(() => { outer: for (const a of [1, 2]) for (const b of [1, 2]) { if (b === 2) continue outer; if (a === 2) break outer } return 'done' })()", "'done'")]
    [TestCase("(() => { if (process.env.X) return 1; return 2 })()", "($X ? 1 : 2)")]
    [TestCase("(() => { let a = 1; if (process.env.X) a = 2; return a })()", "($X ? 2 : 1)")]
    [TestCase("(() => { const o = { a: 1 }; if (process.env.X) { o.a = 2 } else { o.b = 3 } return o })()", "{a: ($X ? 2 : 1), b: ($X ? undefined : 3)}")]
    [TestCase("(() => { const o = { a: 1 }; if (process.env.X) return o; o.a = 2; return o })()", "{a: ($X ? 1 : 2)}")]
    [TestCase("(() => { if (!process.env.X) throw new Error('no'); return 1 })()", "1")]
    [TestCase("(() => { const r = []; for (const x of [1, 2]) { if (process.env.X) continue; r.push(x) } return r })()", "[1, 2, …]")]
    [TestCase("(() => { let n = 0; for (const x of process.env.X) n++; return n })()", "loop?(1, 0)")]
    [TestCase("(() => { const r = ['a']; for (const x of process.env.X.split(',')) r.push(x); return r })()", "['a', element?(split?($X, ',')), …]")]
    [TestCase("(() => { class A { x = 1; constructor(y) { this.y = y } get z() { return this.x + this.y } m() { return this.z } static s = 5 } return [new A(2).m(), A.s] })()", "[3, 5]")]
    [TestCase("(() => { class A { constructor() { this.a = 1 } m() { return 'A' } } class B extends A { constructor() { super(); this.b = 2 } m() { return super.m() + 'B' } } const b = new B(); return [b.a, b.b, b.m()] })()", "[1, 2, 'AB']")]
    [TestCase("(function f(n) { return n < 2 ? 1 : n * f(n - 1) })(5)", "120")]
    [TestCase("[...new Set([1, 1, 2])]", "[1, 2]")]
    [TestCase("({ get x() { return 4 } }).x", "4")]
    [TestCase("(() => { const [a, , b = 9] = [1, 2]; return [a, b] })()", "[1, 9]")]
    [TestCase("undefined?.x.y()", "undefined")]
    [TestCase("({ a: { b: 1 } })?.a?.b", "1")]
    [TestCase("typeof process.env.X", "typeof?($X)")]
    [TestCase("process.env.URL.includes('localhost')", "includes?($URL, 'localhost')")]
    [TestCase("/localhost/.test(process.env.URL)", "test?(/localhost/, $URL)")]
    [TestCase("({ a: 1, b: 2 })[process.env.X || 'a']", "($X ? (===?($X, 'a') ? 1 : 2) : 1)")]
    [TestCase("(() => { function* g() { yield 1; yield 2 } return [...g()] })()", "[1, 2]")]
    [TestCase("require('path').join(__dirname, '../x')", "'/p/x'")]
    [TestCase("require('no-such-package').thing", "thing?(module(no-such-package))")]
    public void Expressions_have_the_values_that_JavaScript_gives_them(string expression, string expected) =>
        Assert.That(Evaluate($"module.exports = ({expression});", "/p/a/config.js"), Is.EqualTo(expected));

    [Test]
    public void Known_variables_of_the_environment_are_strings() =>
        Assert.That(
            ValueText.Of(new ModuleEvaluator(new InMemoryFileSystem { ["/p/a.js"] = "module.exports = process.env.X || 'd'" }, new Dictionary<string, string> { ["X"] = "given" }).Evaluate("/p/a.js").Exports),
            Is.EqualTo("'given'"));

    [TestCase("module.exports = { a: 1 }", "{a: 1}")]
    [TestCase("exports.a = 1; exports.b = 2", "{a: 1, b: 2}")]
    [TestCase("exports = module.exports = { a: 1 }; exports.b = 2", "{a: 1, b: 2}")]
    [TestCase("export default { a: 1 }", "{default: {a: 1}}")]
    [TestCase("export const a = 1, b = 2; const c = 3; export { c as d }", "{a: 1, b: 2, d: 3}")]
    [TestCase("export function f() {} export default function g() {}", "{f: FunctionValue, default: FunctionValue}")]
    [TestCase("let a = 1; export { a }; a = 2", "{a: 2}")]
    [TestCase("require('dotenv').config(); module.exports = 1", "1")]
    [TestCase("import 'dotenv/config'; export default 1", "{default: 1}")]
    [TestCase("", "{}")]
    public void Modules_export_in_every_form(string source, string expected) => Assert.That(Evaluate(source, "/p/a.js"), Is.EqualTo(expected));

    [TestCase("enum E { A, B = 5, C, D = 'd' } export = [E.A, E.C, E.D, E[5]]", "[0, 6, 'd', 'B']")]
    [TestCase("const x = { a: 1 } as const; export = x!.a", "1")]
    [TestCase("export = { client: 'pg' } satisfies object", "{client: 'pg'}")]
    [TestCase("import fs = require('fs'); export = typeof fs", "typeof?(FileSystemHost)")]
    [TestCase("namespace N { export const a = 1 } export = N.a", "1")]
    public void TypeScript_has_the_values_of_what_it_compiles_to(string source, string expected) => Assert.That(Evaluate(source, "/p/a.ts"), Is.EqualTo(expected));

    [TestCase("const { db } = require('../config'); module.exports = db", "{host: 'h'}")]
    [TestCase("module.exports = require('../config').db.host", "'h'")]
    [TestCase("const c = require('../config/index.js'); module.exports = c.db", "{host: 'h'}")]
    [TestCase("import { db } from '../config'; export default db.host", "{default: 'h'}")]
    [TestCase("import config from '../config'; export default config.db.host", "{default: 'h'}")]
    [TestCase("import * as c from '../config'; export default c.db.host", "{default: 'h'}")]
    [TestCase("export * from '../config'", "{db: {host: 'h'}}")]
    [TestCase("export { db as database } from '../config'", "{database: {host: 'h'}}")]
    [TestCase("import x, { y } from './es.mjs'; export default [x, y]", "{default: [1, 2]}")]
    [TestCase("module.exports = require('./es.mjs').default", "1")]
    [TestCase("import t from './compiled.js'; export default t", "{default: 'from ts'}")]
    [TestCase("module.exports = require('./data.json').list[1]", "2")]
    [TestCase("module.exports = require('../package')", "'main'")]
    [TestCase("module.exports = require('./absent')", "module(./absent)")]
    [TestCase("import { a } from './absent'; export default a", "{default: module(./absent)}")]
    [TestCase("const load = async () => (await import('./es.mjs')).y; module.exports = load()", "PromiseValue")]
    public void Modules_are_found_as_Node_and_TypeScript_find_them(string source, string expected)
    {
        var files = new InMemoryFileSystem
        {
            ["/p/a/main.js"] = source,
            ["/p/config/index.js"] = "exports.db = { host: 'h' }",
            ["/p/a/es.mjs"] = "export default 1; export const y = 2",
            ["/p/a/compiled.ts"] = "export default 'from ts'",
            ["/p/a/data.json"] = "{ \"list\": [1, 2] }",
            ["/p/package/package.json"] = "{ \"main\": \"lib/start\" }",
            ["/p/package/lib/start.js"] = "module.exports = 'main'",
        };
        Assert.That(ValueText.Of(new ModuleEvaluator(files, NoVariables).Evaluate("/p/a/main.js").Exports), Is.EqualTo(expected));
    }

    [Test]
    public void Import_cycles_give_what_is_there_by_then()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/a.js"] = "exports.early = 1; const b = require('./b'); exports.late = b.seen",
            ["/p/b.js"] = "const a = require('./a'); exports.seen = [a.early, a.late]",
        };
        Assert.That(ValueText.Of(new ModuleEvaluator(files, NoVariables).Evaluate("/p/a.js").Exports), Is.EqualTo("{early: 1, late: [1, undefined]}"));
    }

    [Test]
    public void Each_module_runs_once()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/a.js"] = "module.exports = [require('./b'), require('./b')]",
            ["/p/b.js"] = "module.exports = 1",
        };
        var evaluator = new ModuleEvaluator(files, NoVariables);
        evaluator.Evaluate("/p/a.js");
        evaluator.Evaluate("/p/b.js");
        Assert.That(files.Reads.Count(path => path == "/p/b.js"), Is.EqualTo(1));
    }

    [TestCase("while (true) {}")]
    [TestCase("for (;;) { x = [x, x] }")]
    [TestCase("function f() { return f() + f() } f()")]
    [TestCase("function f(n) { return process.env.X ? f(n + 1) : f(n + 2) } f(0)")]
    [TestCase("let s = 'x'; for (;;) s += s")]
    [TestCase("const a = []; for (;;) a.push(a)")]
    [TestCase("for (;;) { try { throw 1 } catch { } }")]
    [TestCase("let a = [1]; for (const x of a) a.push(x); while (a.length) a = a.concat(a)")]
    [TestCase("const o = {}; for (let i = 0; ; i++) o['k' + i] = o")]
    [TestCase("let v = process.env.A; for (let i = 0; i < 500; i++) { if (process.env['B' + i]) v = v + 'x'; if (v) v = v || i }")]
    [TestCase("while (true) { if (process.env.X) break; if (process.env.Y) continue; x = [x] }")]
    public void Programs_that_do_not_end_are_ended(string loop)
    {
        var module = new ModuleEvaluator(new InMemoryFileSystem { ["/p/a.js"] = "exports.before = 1; " + loop + "; exports.after = 2" }, NoVariables).Evaluate("/p/a.js");
        Assert.That(((ObjectValue)module.Exports).IsPartial || ((ObjectValue)module.Exports).Find("after") is not null);
    }

    [Test]
    public void Deep_nesting_ends_without_an_overflow()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 900)) + string.Concat(Enumerable.Repeat("]", 900));
        var chain = "x" + string.Concat(Enumerable.Repeat(".a()", 450));
        var sum = string.Join(" + ", Enumerable.Repeat("'a'", 900));
        Assert.That(Evaluate($"exports.sum = ({sum}).length; exports.chain = {chain}; exports.deep = {deep}", "/p/a.js"), Does.Contain("sum: 900"));
    }

    [TestCase("const knex = require('knex'); module.exports = knex({ client: 'pg' })", "Knex knex {client: 'pg'}")]
    [TestCase("import knex from 'knex'; export const db = knex({ client: 'pg' })", "Knex knex {client: 'pg'}")]
    [TestCase("import { knex } from 'knex'; export default function make(url) { return knex({ connection: url }) }", "Knex knex {connection: argument?()}")]
    [TestCase("const { Pool } = require('pg'); module.exports = new Pool({ max: 5 })", "PgPool pg {max: 5}")]
    [TestCase("import pg from 'pg'; const pool = new pg.Pool({ max: 5 }); export { pool }", "PgPool pg {max: 5}")]
    [TestCase("const { Client } = require('pg'); class Db { connect() { this.c = new Client({ ssl: false }) } } module.exports = Db", "PgClient pg {ssl: false}")]
    [TestCase("import postgres from 'postgres'; export const sql = postgres(process.env.URL, { ssl: 'require' })", "Postgres postgres $URL {ssl: 'require'}")]
    [TestCase("function f(url) { return new (require('pg').Pool)({ url }) } f('a'); f('b')", "PgPool pg {url: 'a'}; PgPool pg {url: 'b'}")]
    public void Connections_that_a_module_makes_are_told(string source, string expected)
    {
        var module = new ModuleEvaluator(new InMemoryFileSystem { ["/p/a.js"] = source }, NoVariables).Evaluate("/p/a.js");
        Assert.That(
            string.Join("; ", module.DatabaseInstances.Select(made => $"{made.Kind} {made.Package} {string.Join(" ", made.Arguments.Select(argument => ValueText.Of(argument)))}")),
            Is.EqualTo(expected));
    }

    [Test]
    public void Functions_that_are_exported_can_be_called()
    {
        var evaluator = new ModuleEvaluator(new InMemoryFileSystem { ["/p/a.js"] = "module.exports = async () => ({ client: await 'pg' })" }, NoVariables);
        Assert.That(ValueText.Of(evaluator.Call(evaluator.Evaluate("/p/a.js").Exports, [])), Is.EqualTo("{client: 'pg'}"));
    }

    [Test]
    public void Properties_and_strings_know_their_place()
    {
        var module = new ModuleEvaluator(new InMemoryFileSystem { ["/p/a.js"] = "const t = 'x'; module.exports = { sql: 'a ' + `b ${t}` }" }, NoVariables).Evaluate("/p/a.js");
        var slot = ((ObjectValue)module.Exports).Find("sql")!;
        var text = (StringValue)slot.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(module.Text!.Slice(slot.Location!.Value.Span), Is.EqualTo("sql: 'a ' + `b ${t}`"));
            Assert.That(text.Value, Is.EqualTo("a b x"));
            Assert.That(text.Pieces.Select(piece => module.Text.Slice(piece.Origin!.Value.Span)), Is.EqualTo(new[] { "'a '", "b ", "'x'" }));
        }
    }

    private static string Evaluate(string source, string path) =>
        ValueText.Of(new ModuleEvaluator(new InMemoryFileSystem { [path] = source }, NoVariables).Evaluate(path).Exports);
}
