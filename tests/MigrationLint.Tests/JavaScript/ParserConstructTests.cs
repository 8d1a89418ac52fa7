using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;

namespace MigrationLint.Tests.JavaScript;

/// <summary>What each construct becomes. Positions are compared with other parsers by the oracle tests.</summary>
internal sealed class ParserConstructTests
{
    // What can be a division, a name or an operator as well as something else.
    [TestCase("a / b / c", "ExpressionStatement(BinaryExpression(BinaryExpression(a b) c))")]
    [TestCase("a\n/b/g", "ExpressionStatement(BinaryExpression(BinaryExpression(a b) g))")]
    [TestCase("a = /b/g", "ExpressionStatement(AssignmentExpression(a '/b/g'))")]
    [TestCase("return /[/]/", "ReturnStatement('/[/]/')")]
    [TestCase("x\n++y", "ExpressionStatement(x) ExpressionStatement(UpdateExpression(y))")]
    [TestCase("return\nx", "ReturnStatement ExpressionStatement(x)")]
    [TestCase("async\nfunction f() {}", "ExpressionStatement(async) FunctionDeclaration(f BlockStatement)")]
    [TestCase("let\nx", "VariableDeclaration(VariableDeclarator(x))")]
    [TestCase("let + 1", "ExpressionStatement(BinaryExpression(let 1))")]
    [TestCase("async (x)", "ExpressionStatement(CallExpression(async x))")]
    [TestCase("async (x) => y", "ExpressionStatement(ArrowFunctionExpression(x y))")]
    [TestCase("yield * x", "ExpressionStatement(BinaryExpression(yield x))")]
    [TestCase("await x", "ExpressionStatement(AwaitExpression(x))")]
    [TestCase("await + 1", "ExpressionStatement(AwaitExpression(UnaryExpression(1)))")]
    [TestCase("var await = 1; await", "VariableDeclaration(VariableDeclarator(await 1)) ExpressionStatement(await)")]
    [TestCase("using x = y", "VariableDeclaration(VariableDeclarator(x y))")]
    [TestCase("using[x]", "ExpressionStatement(MemberExpression(using x))")]
    [TestCase("a?.1:2", "ExpressionStatement(ConditionalExpression(a 0.1 2))")]
    [TestCase("a?.b.c(d)", "ExpressionStatement(ChainExpression(CallExpression(MemberExpression(MemberExpression(a b) c) d)))")]
    [TestCase("(a?.b).c", "ExpressionStatement(MemberExpression(ChainExpression(MemberExpression(a b)) c))")]
    [TestCase("a ** b ** c", "ExpressionStatement(BinaryExpression(a BinaryExpression(b c)))")]
    [TestCase("a || b && c", "ExpressionStatement(LogicalExpression(a LogicalExpression(b c)))")]
    [TestCase("new a.b(c).d", "ExpressionStatement(MemberExpression(NewExpression(MemberExpression(a b) c) d))")]
    [TestCase("[a = 1, ...b] = c", "ExpressionStatement(AssignmentExpression(ArrayPattern(AssignmentPattern(a 1) RestElement(b)) c))")]
    [TestCase("({ a = 1, b: [c] } = d)", "ExpressionStatement(AssignmentExpression(ObjectPattern(Property(a AssignmentPattern(a 1)) Property(b ArrayPattern(c))) d))")]
    [TestCase("({ a = 1 }) => b", "ExpressionStatement(ArrowFunctionExpression(ObjectPattern(Property(a AssignmentPattern(a 1))) b))")]
    [TestCase("for (const of of of) ;", "ForOfStatement(VariableDeclaration(VariableDeclarator(of)) of EmptyStatement)")]
    [TestCase("for (var i = 0 in x) ;", "ForInStatement(VariableDeclaration(VariableDeclarator(i 0)) x EmptyStatement)")]
    [TestCase("for (let in x) ;", "ForInStatement(let x EmptyStatement)")]
    [TestCase("for await (const a of b) ;", "ForOfStatement(VariableDeclaration(VariableDeclarator(a)) b EmptyStatement)")]
    [TestCase("if (a) function f() {}", "IfStatement(a FunctionDeclaration(f BlockStatement))")]
    [TestCase("import('x')", "ExpressionStatement(ImportExpression('x'))")]
    [TestCase("import.meta", "ExpressionStatement(MetaProperty(import meta))")]
    [TestCase("import defer * as n from 'x'", "ImportDeclaration(ImportNamespaceSpecifier(n) 'x')")]
    [TestCase("import a, { b as c } from 'x' with { type: 'json' }", "ImportDeclaration(ImportDefaultSpecifier(a) ImportSpecifier(b c) 'x' ImportAttribute(type 'json'))")]
    [TestCase("export * as 'a b' from 'x'", "ExportAllDeclaration('a b' 'x')")]
    [TestCase("export default async function () {}", "ExportDefaultDeclaration(FunctionDeclaration(BlockStatement))")]
    [TestCase("class A { #x; static { #x in this } }", "ClassDeclaration(A ClassBody(PropertyDefinition(#x) StaticBlock(ExpressionStatement(BinaryExpression(#x ThisExpression)))))")]
    [TestCase("`a${b}c`", "ExpressionStatement(TemplateLiteral(`a` b `c`))")]
    [TestCase("#!/usr/bin/env node\na", "ExpressionStatement(a)")]
    [TestCase("a <!-- b\n--> c\nd", "ExpressionStatement(a) ExpressionStatement(d)")]
    [TestCase("\uFEFFa\u00A0=\u2028b", "ExpressionStatement(AssignmentExpression(a b))")]
    [TestCase("\\u0061b\\u{63}", "ExpressionStatement(abc)")]
    public void JavaScript_becomes(string content, string tree)
    {
        var result = Trees.JavaScript(content);

        Assert.That(result.Errors, Is.Empty);
        Assert.That(Trees.Print(result), Is.EqualTo(tree));
    }

    [TestCase("a < b > (c)", "ExpressionStatement(CallExpression(a c))")]
    [TestCase("a < b > c", "ExpressionStatement(BinaryExpression(BinaryExpression(a b) c))")]
    [TestCase("f(a < b, c > d)", "ExpressionStatement(CallExpression(f BinaryExpression(a b) BinaryExpression(c d)))")]
    [TestCase("x as any < y", "ExpressionStatement(BinaryExpression(TSAsExpression(x) y))")]
    [TestCase("new Map<string, A<B>>()", "ExpressionStatement(NewExpression(Map))")]
    [TestCase("let a: A<B<C>>= 1", "VariableDeclaration(VariableDeclarator(a 1))")]
    [TestCase("a ? (b) : c => d", "ExpressionStatement(ConditionalExpression(a b ArrowFunctionExpression(c d)))")]
    [TestCase("a ? (b): c => d : e", "ExpressionStatement(ConditionalExpression(a ArrowFunctionExpression(b d) e))")]
    [TestCase("<T,>(x: T): T => x", "ExpressionStatement(ArrowFunctionExpression(x x))")]
    [TestCase("<T>x", "ExpressionStatement(TSTypeAssertion(x))")]
    [TestCase("a!.b! = c!", "ExpressionStatement(AssignmentExpression(TSNonNullExpression(MemberExpression(TSNonNullExpression(a) b)) TSNonNullExpression(c)))")]
    [TestCase("a\n!b", "ExpressionStatement(a) ExpressionStatement(UnaryExpression(b))")]
    [TestCase("type\nA = 1", "ExpressionStatement(type) ExpressionStatement(AssignmentExpression(A 1))")]
    [TestCase("type A = { b: string }; c", "TSTypeAliasDeclaration ExpressionStatement(c)")]
    [TestCase("interface A extends B<C> { d(): void; [e: string]: f } g", "TSInterfaceDeclaration ExpressionStatement(g)")]
    [TestCase("declare const a: number; b", "VariableDeclaration ExpressionStatement(b)")]
    [TestCase("function f(a: A): void; function f(a) {}", "TSDeclareFunction FunctionDeclaration(f a BlockStatement)")]
    [TestCase("function f(this: A, b?: C, ...d: E[]): asserts b is F {}", "FunctionDeclaration(f this b RestElement(d) BlockStatement)")]
    [TestCase("enum A { B, 'c' = 2 }", "TSEnumDeclaration(A TSEnumBody(TSEnumMember(B) TSEnumMember('c' 2)))")]
    [TestCase("namespace A.B { c }", "TSModuleDeclaration(TSQualifiedName(A B) TSModuleBlock(ExpressionStatement(c)))")]
    [TestCase("import a = require('b'); export = a", "TSImportEqualsDeclaration(a TSExternalModuleReference('b')) TSExportAssignment(a)")]
    [TestCase("import type { A } from 'a'", "ImportDeclaration(ImportSpecifier(A A) 'a')")]
    [TestCase("import type from 'a'", "ImportDeclaration(ImportDefaultSpecifier(type) 'a')")]
    [TestCase("export as namespace A", "TSNamespaceExportDeclaration(A)")]
    [TestCase("@a class B<C> extends D<E> implements F { constructor(private g: H) {} i!: J; abstract k(): L; m?(): N {} }", "ClassDeclaration(Decorator(a) B D ClassBody("
        + "MethodDefinition(constructor FunctionExpression(TSParameterProperty(g) BlockStatement)) PropertyDefinition(i) MethodDefinition(m FunctionExpression(BlockStatement))))")]
    public void TypeScript_becomes(string content, string tree)
    {
        var result = Trees.TypeScript(content);

        Assert.That(result.Errors, Is.Empty);
        Assert.That(Trees.Print(result), Is.EqualTo(tree));
    }

    private static readonly object?[] Values =
    [
        new object?[] { "1_000.5e3", LiteralKind.Number, 1000500.0 },
        new object?[] { "0x1F", LiteralKind.Number, 31.0 },
        new object?[] { "0b1_01", LiteralKind.Number, 5.0 },
        new object?[] { "0o17", LiteralKind.Number, 15.0 },
        new object?[] { "017", LiteralKind.Number, 15.0 },
        new object?[] { "089.5", LiteralKind.Number, 89.5 },
        new object?[] { ".5", LiteralKind.Number, 0.5 },
        new object?[] { "1e400", LiteralKind.Number, double.PositiveInfinity },
        new object?[] { "9007199254740993", LiteralKind.Number, 9007199254740992.0 },
        new object?[] { "0xFFn", LiteralKind.BigInt, "0xFF" },
        new object?[] { "1_0n", LiteralKind.BigInt, "10" },
        new object?[] { "'a\\'\\n\\x41\\u0042\\u{1F600}\\0\\\r\nb'", LiteralKind.String, "a'\nAB\U0001F600\0b" },
        new object?[] { "'\\101\\8'", LiteralKind.String, "A8" },
        new object?[] { "'a\u2028b'", LiteralKind.String, "a\u2028b" },
        new object?[] { "'\\ud800'", LiteralKind.String, "\ud800" },
        new object?[] { "null", LiteralKind.Null, null },
        new object?[] { "true", LiteralKind.Boolean, true },
        new object?[] { "/[/\\]]+/dgimsvy", LiteralKind.RegExp, "/[/\\]]+/dgimsvy" },
    ];

    [TestCaseSource(nameof(Values))]
    public void Literal_has_the_value_that_the_language_gives_it(string content, LiteralKind kind, object? value)
    {
        var result = Trees.JavaScript("x = " + content);
        var literal = (Literal)((AssignmentExpression)((ExpressionStatement)result.Program.Body[0]).Expression).Right;

        Assert.That(result.Errors, Is.Empty);
        Assert.That((literal.Kind, literal.Value), Is.EqualTo((kind, value)));
        Assert.That((literal.Start, literal.End), Is.EqualTo((4, 4 + content.Length)));
    }

    [Test]
    public void Template_elements_cover_their_text_without_the_marks_and_cook_line_ends()
    {
        const string Content = "`a\r\nb\\t${c}d\\`${`e`}`";
        var template = (TemplateLiteral)((ExpressionStatement)Trees.TypeScript(Content).Program.Body[0]).Expression;

        Assert.That(template.Quasis.Select(quasi => quasi.Cooked), Is.EqualTo(["a\nb\t", "d`", ""]));
        Assert.That(template.Quasis.Select(quasi => Content[quasi.Start..quasi.End]), Is.EqualTo(["a\r\nb\\t", "d\\`", ""]));
        Assert.That(template.Quasis.Select(quasi => quasi.Tail), Is.EqualTo([false, false, true]));
    }

    [Test]
    public void Tagged_template_may_hold_an_escape_without_a_value()
    {
        var tagged = (TaggedTemplateExpression)((ExpressionStatement)Trees.JavaScript("a`\\u{b`").Program.Body[0]).Expression;

        Assert.That(tagged.Quasi.Quasis[0].Cooked, Is.Null);
        Assert.That(Trees.JavaScript("`\\u{b`").Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Directives_are_told_from_other_strings()
    {
        var body = Trees.JavaScript("'use strict'; 'a' + b; 'c';").Program.Body.Cast<ExpressionStatement>();

        Assert.That(body.Select(statement => statement.Directive), Is.EqualTo(["use strict", null, null]));
    }

    [Test]
    public void Names_that_look_alike_are_one_string()
    {
        var names = Trees.Descendants(Trees.JavaScript("table.x; table.y; t\\u0061ble.z").Program).OfType<Identifier>().Where(name => name.Name == "table").ToList();

        Assert.That(names, Has.Count.EqualTo(3));
        Assert.That(names.TrueForAll(name => ReferenceEquals(name.Name, names[0].Name)));
    }

    [TestCase("with (a) b; (function () { 'use strict'; with (a) b; })")]
    [TestCase("break;")]
    [TestCase("a ?? b || c")]
    [TestCase("-a ** b")]
    [TestCase("a?.b = c")]
    [TestCase("new a?.b()")]
    [TestCase("({ a, ...b, } = c)")]
    [TestCase("let let = 1")]
    [TestCase("const a;")]
    [TestCase("var { a };")]
    [TestCase("try { }")]
    [TestCase("throw\na")]
    [TestCase("class A { constructor() {} get constructor() {} }")]
    [TestCase("function* f() { function g(a = yield) {} (yield) => 1 }")]
    [TestCase("async (a = await b) => c")]
    [TestCase("function f() { import a from 'b' }")]
    [TestCase("super.a")]
    [TestCase("/a/gg")]
    [TestCase("3in []")]
    [TestCase("cl\\u0061ss A {}")]
    [TestCase("'\\u{}'")]
    [TestCase("return <a href='b'>c</a>")]
    public void Wrong_code_is_rejected(string content) => Assert.That(Trees.JavaScript(content).Errors, Has.Count.EqualTo(1));
}
