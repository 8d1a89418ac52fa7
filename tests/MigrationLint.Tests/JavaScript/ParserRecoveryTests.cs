using MigrationLint.JavaScript;
using MigrationLint.Text;

namespace MigrationLint.Tests.JavaScript;

/// <summary>A broken statement costs itself, one message, and nothing beside it.</summary>
public sealed class ParserRecoveryTests
{
    private static readonly object[] Broken =
    [
        new object[] { "a();\nf(1;\nb();", "';'", "')' or ',' expected", "a(); b();" },
        new object[] { "a();\nf((1);\nb();", "';'", "')' or ',' expected", "a(); b();" },
        new object[] { "a();\nf(1));\nb();", "')'", "';' expected", "a(); b();" },
        new object[] { "a();\nconst = 1;\nb();", "'='", "identifier expected, found '='", "a(); b();" },
        new object[] { "a();\nlet x = ;\nb();", "';'", "unexpected ';'", "a(); b();" },
        new object[] { "a();\nx = 'abc\nb();", "''abc'", "string is not closed", "a(); b();" },
        new object[] { "a();\nx = 'abc;\n\nb();", "''abc;'", "string is not closed", "a(); b();" },
        new object[] { "a();\n}\nb();", "'}'", "unexpected '}'", "a(); b();" },
        new object[] { "a();\nb c;\nd();", "'c'", "';' expected", "a(); d();" },
        new object[] { "a();\nif (x {\n  y();\n}\nb();", "'{'", "')' expected", "a(); b();" },
        new object[] { "a()\nf(1\nconst b = 2\nc()", "'const'", "')' or ',' expected", "a() const b = 2 c()" },
        new object[] { "a();\nx = \"\\u{110000}\";\nb();", "'\"\\u'", "invalid escape in a string", "a(); b();" },
        new object[] { "a();\nx = 1__0;\nb();", "'1__0'", "invalid number", "a(); b();" },
        new object[] { "a();\nx = /ab\nb();", "'/ab'", "regular expression is not closed", "a(); b();" },
        new object[] { "a();\nx = ¤;\nb();", "'¤'", "unexpected character", "a(); b();" },
        new object[] { "a();\nx = [1, 2;\nb();", "';'", "']' or ',' expected", "a(); b();" },
        new object[] { "a();\nfor (const x of y z) {}\nb();", "'z'", "')' expected", "a(); b();" },
        new object[] { "a();\n1 = x;\nb();", "'1'", "invalid assignment target", "a(); b();" },
        new object[] { "a();\n({ a = 1 });\nb();", "'='", "'=' is only allowed in a destructuring pattern", "a(); b();" },
        new object[] { "a();\n@;\nb();", "';'", "unexpected ';'", "a(); b();" },
    ];

    [TestCaseSource(nameof(Broken))]
    public void Broken_statement_gives_one_error_and_leaves_the_others(string content, string culprit, string message, string kept)
    {
        var result = Trees.JavaScript(content);

        Assert.That(result.Errors.Select(error => (Text: $"'{content.Substring(error.Span.Start, error.Span.Length)}'", error.Message)), Is.EqualTo([(culprit, message)]));
        Assert.That(string.Join(' ', Trees.Texts(result, content)), Is.EqualTo(kept));
    }

    [TestCase("exports.up = function (knex) {\n  return knex.raw(`select 1`;\n};\nexports.down = function () {};\n")]
    [TestCase("exports.up = function (knex) {\n  return knex.raw('x');\n;\nexports.down = function () {};\n")]
    [TestCase("exports.up = function (knex) {\n  return knex.raw(`x);\n};\nexports.down = function () {};\n")]
    [TestCase("exports.up = function (knex) {\n  if (x) {\n    return 1;\n};\nexports.down = function () {};\n")]
    [TestCase("exports.up = function (knex) {\n  return {{ a: 1 };\n};\nexports.down = function () {};\n")]
    [TestCase("exports.up = function (knex) {\n  return /* knex.raw('x');\n};\nexports.down = function () {};\n")]
    [TestCase("exports.up = async (knex) = {\n  await knex.raw('x');\n};\nexports.down = function () {};\n")]
    public void Down_survives_a_broken_up(string content)
    {
        var result = Trees.JavaScript(content);

        Assert.That(result.Errors, Is.Not.Empty);
        Assert.That(Trees.Texts(result, content), Has.Member("exports.down = function () {};"));
    }

    [Test]
    public void Statements_beside_a_broken_one_in_a_function_stay()
    {
        var result = Trees.JavaScript("function up() {\n  a();\n  f(1;\n  b();\n}\nc();");

        Assert.That(result.Errors, Has.Count.EqualTo(1));
        Assert.That(Trees.Print(result), Is.EqualTo(
            "FunctionDeclaration(up BlockStatement(ExpressionStatement(CallExpression(a)) ExpressionStatement(CallExpression(b)))) ExpressionStatement(CallExpression(c))"));
    }

    [Test]
    public void Members_beside_a_broken_one_in_a_class_stay()
    {
        var result = Trees.TypeScript("class M {\n  async up(q) {\n    a();\n  }\n  x = ;\n  b( {}\n  async down(q) {\n    c();\n  }\n}\nd();");

        Assert.That(result.Errors, Has.Count.EqualTo(1));
        Assert.That(Trees.Print(result), Does.Contain("MethodDefinition(up").And.Contain("MethodDefinition(down").And.EndsWith("ExpressionStatement(CallExpression(d))"));
    }

    [Test]
    public void Properties_beside_a_broken_one_in_an_object_stay()
    {
        var result = Trees.JavaScript("f({\n  a: 1,\n  b: ,\n  c: 3,\n  d 4,\n  e: 5\n});\ng();");

        Assert.That(result.Errors, Has.Count.EqualTo(1));
        Assert.That(Trees.Print(result), Is.EqualTo(
            "ExpressionStatement(CallExpression(f ObjectExpression(Property(a 1) Property(c 3) Property(e 5)))) ExpressionStatement(CallExpression(g))"));
    }

    [Test]
    public void Function_without_its_last_brace_keeps_what_it_holds()
    {
        const string Content = "function up() {\n  a();\n  b();\n";
        var result = Trees.JavaScript(Content);

        Assert.That(result.Errors, Is.EqualTo([new SyntaxError(new(Content.Length, 0), "'}' expected")]));
        Assert.That(Trees.Print(result), Does.Contain("CallExpression(a)").And.Contain("CallExpression(b)"));
    }

    [Test]
    public void Each_broken_statement_gives_its_own_error_in_source_order()
    {
        var result = Trees.JavaScript("f(;\na();\ng(;\nb();\nfunction h() {\n  i(;\n}\nj(;");

        Assert.That(result.Errors, Has.Count.EqualTo(4));
        Assert.That(result.Errors.Select(error => error.Span.Start), Is.Ordered);
    }

    [Test]
    public void Comments_are_listed_once_even_where_the_parser_went_back()
    {
        var result = Trees.TypeScript("// one\nf((a /* two */, b) /* three */);\ng(1; // four\n// five\nh<a, /* six */ b>(c);");

        Assert.That(result.Comments.Select(comment => comment.Span.Start), Is.Ordered.And.Unique);
        Assert.That(result.Comments, Has.Count.EqualTo(6));
    }
}
