using FsCheck.Fluent;
using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;
using MigrationLint.Tests.Texts;
using MigrationLint.Text;

namespace MigrationLint.Tests.JavaScript;

/// <summary>The parser cooks literals for their value, <see cref="JavaScriptLiterals"/> for their positions: both must read the same.</summary>
[TestFixture]
public sealed class JavaScriptLiteralsAgreementTests
{
    [TestCase('\'')]
    [TestCase('"')]
    public void Strings_have_the_value_that_the_parser_gives_them(char quote) => PropertyCheck.Holds(
        PropertyCheck.Texts.Select(text => quote + text + quote),
        literal => Assert.That(
            JavaScriptLiterals.DecodeString(new SourceText("/a.js", literal), new TextSpan(0, literal.Length))?.Content,
            Is.EqualTo(Parse(literal) is Literal { Kind: LiteralKind.String } node && node.Span.Length == literal.Length ? node.Value : null)),
        runs: 2000);

    [Test]
    public void Template_chunks_have_the_value_that_the_parser_gives_them() => PropertyCheck.Holds(
        PropertyCheck.Texts.Select(text => text.Replace('`', 'q').Replace('{', '(')),
        chunk =>
        {
            // A tag makes escapes without a value legal.
            var code = $"t`{chunk}`";
            if (Parse(code) is not TaggedTemplateExpression { Quasi.Quasis: [var element] })
            {
                // The chunk ends in a backslash, which takes the backtick along.
                Assert.That(chunk, Does.EndWith("\\"));
                return;
            }

            var builder = new EmbeddedTextBuilder(new SourceText("/a.js", code));
            Assert.That(element.Span, Is.EqualTo(new TextSpan(2, chunk.Length)));
            Assert.That(JavaScriptLiterals.AppendTemplateChunk(builder, element.Span) ? builder.Build().Content : null, Is.EqualTo(element.Cooked));
        },
        runs: 2000);

    private static Expression? Parse(string code)
    {
        var result = JavaScriptParser.Parse(code, JavaScriptDialect.JavaScript);
        return result.Errors.Count == 0 && result.Program.Body is [ExpressionStatement statement] ? statement.Expression : null;
    }
}
