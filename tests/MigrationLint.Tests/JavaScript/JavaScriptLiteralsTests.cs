using MigrationLint.JavaScript;
using MigrationLint.Text;

namespace MigrationLint.Tests.JavaScript;

[TestFixture]
public sealed class JavaScriptLiteralsTests
{
    [TestCase(@"'a\n\t\b\v\f\r\0'", "a\n\t\b\v\f\r\0")]
    [TestCase(@"""\x41\u0042\u{43}\u{1F600}\u{000044}""", "ABC😀D")]
    [TestCase(@"'\'\""\\\q\$\`'", "'\"\\q$`")]
    [TestCase(@"'\101\7\08\377\400\8\9'", "A\u0007\08ÿ 089")]
    [TestCase("'a\\\r\nb\\\nc\\\u2028d'", "abcd")]
    [TestCase("'\\😀'", "😀")]
    [TestCase("''", "")]
    [TestCase(@"'\uD83D\uDE00'", "😀")]
    public void Strings_are_cooked(string literal, string expected) =>
        Assert.That(JavaScriptLiterals.DecodeString(new SourceText("/a.js", literal), new TextSpan(0, literal.Length))?.Content, Is.EqualTo(expected));

    [TestCase(@"'\x4'")]
    [TestCase(@"'\u{110000}'")]
    [TestCase(@"'\u{}'")]
    [TestCase(@"'\u{41'")]
    [TestCase(@"'\u00'")]
    [TestCase("'a")]
    [TestCase("'")]
    [TestCase("'a\"")]
    [TestCase("'\\'")]
    [TestCase("`a`")]
    [TestCase("'a'b'")]
    [TestCase("'a\nb'")]
    public void What_is_no_string_literal_has_no_text(string literal) =>
        Assert.That(JavaScriptLiterals.DecodeString(new SourceText("/a.js", literal), new TextSpan(0, literal.Length)), Is.Null);

    [TestCase("a\r\nb\rc\n", "a\nb\nc\n")]
    [TestCase(@"\`\${x}\0", "`${x}\0")]
    [TestCase(@"\1", null)]
    [TestCase(@"\00", null)]
    [TestCase(@"\8", null)]
    [TestCase(@"\xz", null)]
    public void Template_chunks_are_cooked(string chunk, string? expected)
    {
        var builder = new EmbeddedTextBuilder(new SourceText("/a.js", chunk));
        Assert.That(JavaScriptLiterals.AppendTemplateChunk(builder, new TextSpan(0, chunk.Length)), Is.EqualTo(expected is not null));
        Assert.That(builder.Length, Is.EqualTo(expected?.Length ?? 0));
        if (expected is not null)
        {
            Assert.That(builder.Build().Content, Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_raw_template_keeps_its_backslashes_and_can_say_no_backtick()
    {
        const string chunk = "\\n\r\n\\u{x}";
        var builder = new EmbeddedTextBuilder(new SourceText("/a.js", chunk));
        JavaScriptLiterals.AppendRawTemplateChunk(builder, new TextSpan(0, chunk.Length));
        var text = builder.Build();
        Assert.That(text.Content, Is.EqualTo("\\n\n\\u{x}"));
        Assert.That(text.Encode("a\\d+", 2), Is.EqualTo("a\\d+"));
        Assert.That(text.Encode("`", 2), Is.Null);
        Assert.That(text.Encode("${", 2), Is.Null);
        Assert.That(text.Encode("x\\", 2), Is.Null);
        Assert.That(text.Encode("\r", 2), Is.Null);
        Assert.That(text.Encode("n", 1), Is.Null);
    }

    [TestCase(@"'\0'", 1, "1", @"'\0\x31'")]
    [TestCase(@"'\0'", 1, "x1", @"'\0x1'")]
    [TestCase("'ab'", 1, "\u2028\u0001", @"'a\u2028\x01b'")]
    [TestCase("\"ab\"", 1, "'\"", "\"a'\\\"b\"")]
    public void What_is_put_in_means_itself_there(string literal, int offset, string text, string expected)
    {
        var decoded = JavaScriptLiterals.DecodeString(new SourceText("/a.js", literal), new TextSpan(0, literal.Length))!;
        Assert.That(TextEdit.TryApply(literal, [decoded.TryEdit(new TextSpan(offset, 0), text)!.Value]), Is.EqualTo(expected));
    }

    [Test]
    public void Half_of_a_surrogate_pair_is_escaped_since_no_file_holds_it()
    {
        var text = JavaScriptLiterals.DecodeString(new SourceText("/a.js", "'ab'"), new TextSpan(0, 4))!;
        Assert.That(text.Encode("\uD800", 1), Is.EqualTo(@"\ud800"));
        Assert.That(text.Encode("😀", 1), Is.EqualTo("😀"));
    }

    [Test]
    public void Taking_out_what_keeps_two_characters_apart_is_refused()
    {
        var text = JavaScriptLiterals.DecodeString(new SourceText("/a.js", @"'\0a1'"), new TextSpan(0, 6))!;
        Assert.That(text.TryEdit(new TextSpan(1, 1), ""), Is.Null);
        Assert.That(text.TryEdit(new TextSpan(1, 2), ""), Is.Not.Null);
    }
}
