using System.Text;
using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;

namespace MigrationLint.Tests.JavaScript;

/// <summary>Hostile text ends in a message: not in a crash, not in a hang, and not in a tree too high for those who walk it.</summary>
internal sealed class ParserLimitTests
{
    private const int Many = 10_000;

    /// <summary>No measure: parsing takes well below a second where nothing else runs.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(60);

    private static readonly object[] DeepTexts =
    [
        new object[] { "brackets", Nest("[", "]", "1") },
        new object[] { "open brackets", Repeat("[") },
        new object[] { "parentheses", Nest("(", ")", "1") },
        new object[] { "open parentheses", Repeat("(") },
        new object[] { "blocks", Nest("{", "}", "") },
        new object[] { "open blocks", Repeat("{") },
        new object[] { "objects", "x = " + Nest("{a:", "}", "1") },
        new object[] { "calls", Nest("f(", ")", "") },
        new object[] { "templates", Nest("`${", "}`", "1") },
        new object[] { "open templates", Repeat("`${") },
        new object[] { "unary operators", Repeat("- ") + "1" },
        new object[] { "exponents", Repeat("a ** ") + "1" },
        new object[] { "assignments", Repeat("a = ") + "1" },
        new object[] { "conditionals", Repeat("a ? b : ") + "1" },
        new object[] { "sums", Repeat("a + ") + "1" },
        new object[] { "members", "a" + Repeat(".b") },
        new object[] { "optional members", "a" + Repeat("?.b") },
        new object[] { "call chains", "a" + Repeat(".b(c)") },
        new object[] { "else if", Repeat("if (a) b(); else ") + "c();" },
        new object[] { "ifs", Repeat("if (a) ") + "c();" },
        new object[] { "labels", Repeat("a: ") + "c();" },
        new object[] { "arrows", Repeat("a => ") + "c" },
        new object[] { "parenthesized arrows", Repeat("(a) => ") + "c" },
        new object[] { "default values", Nest("(a = ", ") => 1", "1") },
        new object[] { "functions", Nest("function f() { ", "}", "") },
        new object[] { "function expressions", Nest("f(function () { ", "})", "") },
        new object[] { "classes", Nest("class A { m() { ", "}}", "") },
        new object[] { "decorators", Repeat("@") },
        new object[] { "decorated classes", Repeat("@a class extends ") + "b {}" },
        new object[] { "superclasses", "x = " + Repeat("class extends ") + "b {}" },
        new object[] { "decorated parameters", "class A { m(" + Repeat("@function (") },
        new object[] { "news", Repeat("new ") + "a" },
        new object[] { "awaits", "async () => " + Repeat("await ") + "a" },
        new object[] { "patterns", "var " + Nest("[", "]", "a") + " = b" },
        new object[] { "assignment patterns", Nest("[", "]", "a") + " = b" },
        new object[] { "comparisons", Repeat("a<") + "b" },
        new object[] { "types", "let a: " + Nest("A<", ">", "B") },
        new object[] { "function types", "let a: " + Repeat("(b: ") },
        new object[] { "array types", "let a: " + Nest("{ b: ", "}", "c") },
        new object[] { "conditional types", "type A = " + Repeat("B extends C ? D : ") + "E" },
        new object[] { "inferred types", "type A = " + Repeat("B extends infer C extends ") + "E" },
        new object[] { "casts", Repeat("<a>") + "b" },
        new object[] { "non-null", "a" + Repeat("!") },
        new object[] { "as", "a" + Repeat(" as b") },
        new object[] { "namespaces", "namespace a" + Repeat(".b") + " {}" },
        new object[] { "async arguments", Nest("f(async (x) => ", ")", "1") },
        new object[] { "generic arrows", Nest("f(<T>(x: T) => ", ")", "1") },
        new object[] { "conditional arrows", Repeat("a ? (b) : c => ") + "d" },
        new object[] { "conditional bodies", Nest("a ? (b) : c => (", ")", "1") },
    ];

    [TestCaseSource(nameof(DeepTexts))]
    public void Deep_text_gives_one_error_and_a_low_tree(string name, string content)
    {
        foreach (var dialect in new[] { JavaScriptDialect.JavaScript, JavaScriptDialect.TypeScript })
        {
            var result = ParseOnSmallStack(content, dialect);

            Assert.That(result.Errors, Has.Count.LessThanOrEqualTo(dialect == JavaScriptDialect.TypeScript ? 1 : 2), name);
            Assert.That(Height(result.Program), Is.LessThan(1500), name);
        }
    }

    [TestCase("[", "]")]
    [TestCase("(", ")")]
    [TestCase("{", "}")]
    public void Ten_thousand_brackets_give_one_error_that_says_so(string open, string close)
    {
        var errors = Trees.JavaScript("a();\n" + Nest(open, close, "1") + "\nb();").Errors;

        Assert.That(errors.Select(error => error.Message), Is.EqualTo(["the code is nested too deeply"]));
    }

    [Test]
    public void What_people_write_is_not_too_deep()
    {
        var sum = string.Join(" +\n", Enumerable.Repeat("'a line of SQL'", 900));
        var chain = "knex" + string.Concat(Enumerable.Repeat(".insert({ a: 1 })", 400));
        var branches = string.Concat(Enumerable.Repeat("if (a) { b(); } else ", 500)) + "{}";
        var nested = string.Concat(Enumerable.Repeat("f(function () { if (a) { ", 30)) + string.Concat(Enumerable.Repeat("} })", 30));

        Assert.That(Trees.JavaScript(string.Join(";\n", sum, chain, branches, nested)).Errors, Is.Empty);
    }

    [Test]
    public void Text_beyond_the_size_limit_gives_one_clear_error()
    {
        var result = Trees.JavaScript(new string('a', JavaScriptParser.MaximumLength + 1));

        Assert.That(result.Errors.Select(error => error.Message), Is.EqualTo(["the file is larger than 16 million characters"]));
        Assert.That(result.Program.Body, Is.Empty);
    }

    [Test]
    public void Text_that_is_no_JavaScript_at_all_gives_a_bounded_number_of_errors()
    {
        var errors = Trees.JavaScript(new StringBuilder().Insert(0, "f(1;\n", Many).ToString()).Errors;

        Assert.That(errors, Has.Count.EqualTo(501));
        Assert.That(errors[^1].Message, Is.EqualTo("too many syntax errors, the rest of the file is not read"));
    }

    [TestCase("x = {a: 1};\n", JavaScriptDialect.JavaScript)]
    [TestCase("f(1;\n", JavaScriptDialect.JavaScript)]
    [TestCase("`\n", JavaScriptDialect.JavaScript)]
    [TestCase("'\n", JavaScriptDialect.JavaScript)]
    [TestCase("/* ", JavaScriptDialect.JavaScript)]
    [TestCase("a<b,", JavaScriptDialect.TypeScript)]
    [TestCase("{ f(; ", JavaScriptDialect.TypeScript)]
    [TestCase("export ", JavaScriptDialect.TypeScript)]
    [TestCase("function f() {\n", JavaScriptDialect.TypeScript)]
    [TestCase("\u0001\u0000", JavaScriptDialect.TypeScript)]
    [TestCase("\\a", JavaScriptDialect.JavaScript)]
    [TestCase("( {\n", JavaScriptDialect.TypeScript)]
    [TestCase("`${", JavaScriptDialect.JavaScript)]
    [TestCase("x = `\n};\n", JavaScriptDialect.JavaScript)]
    [TestCase("class A {\n m( {\n", JavaScriptDialect.JavaScript)]
    [TestCase("a = {\n b: {{\n", JavaScriptDialect.JavaScript)]
    public void Time_grows_with_the_length_of_the_text_only(string unit, JavaScriptDialect dialect)
    {
        var content = new StringBuilder().Insert(0, unit, 2_000_000 / unit.Length).ToString();
        var parsing = Task.Run(() => JavaScriptParser.Parse(content, dialect));

        Assert.That(parsing.Wait(HangGuard), Is.True);
    }

    private static string Repeat(string unit) => new StringBuilder().Insert(0, unit, Many).ToString();

    private static string Nest(string open, string close, string inner) => Repeat(open) + inner + Repeat(close);

    /// <summary>Parses where the stack is as small as any host has it: 1 MB less what a build has used already.</summary>
    private static ParseResult ParseOnSmallStack(string content, JavaScriptDialect dialect)
    {
        ParseResult? result = null;
        var thread = new Thread(() => result = JavaScriptParser.Parse(content, dialect), maxStackSize: 768 * 1024);
        thread.Start();
        Assert.That(thread.Join(HangGuard), Is.True, "hangs");
        return result!;
    }

    private static int Height(Node root)
    {
        var highest = 0;
        var open = new Stack<(Node Node, int Depth)>([(root, 1)]);
        while (open.TryPop(out var next))
        {
            highest = Math.Max(highest, next.Depth);
            foreach (var child in next.Node.Children)
            {
                open.Push((child, next.Depth + 1));
            }
        }

        return highest;
    }
}
