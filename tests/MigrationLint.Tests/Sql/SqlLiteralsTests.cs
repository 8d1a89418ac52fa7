using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public sealed class SqlLiteralsTests
{
    [TestCase("'it''s'", "it's")]
    [TestCase(@"'a\nb'", @"a\nb")]
    [TestCase("N'a'", "a")]
    [TestCase("''", "")]
    [TestCase("'a'\n'b'", "ab")]
    [TestCase("'a' -- c\r\n  'b'", "ab")]
    [TestCase(@"E'a\nb\\\'''\q'", "a\nb\\''q")]
    [TestCase(@"E'\x41\x4g\101\u0042\U0001F600\uD83D\uDE00'", "A\u0004gAB😀😀")]
    [TestCase(@"E'\xC3\xA9\303\251'", "éé")]
    [TestCase("E'a'\n'\\n'", "a\n")]
    [TestCase(@"U&'d\0061t\+000061 \\ '''", "data \\ '")]
    [TestCase("$$it's$$", "it's")]
    [TestCase("$$$$", "")]
    [TestCase("$a$ $$ $b$ $ $a$", " $$ $b$ $ ")]
    public void Constants_are_decoded_as_PostgreSQL_does(string literal, string expected) =>
        Assert.That(SqlLiterals.Decode(new SourceText("/a.sql", literal), new TextSpan(0, literal.Length))?.Content, Is.EqualTo(expected));

    [TestCase("'a")]
    [TestCase("'a''")]
    [TestCase("'a' 'b'")]
    [TestCase("'a'b")]
    [TestCase("E'\\u00'")]
    [TestCase("E'\\uD83D'")]
    [TestCase("E'\\xFF'")]
    [TestCase("E'\\0'")]
    [TestCase("U&'\\00'")]
    [TestCase("B'1'")]
    [TestCase("$$a")]
    [TestCase("$a$b$c$")]
    [TestCase("$$a$$b$$")]
    [TestCase("$")]
    [TestCase("a")]
    [TestCase("")]
    public void What_is_no_string_constant_has_no_text(string literal) =>
        Assert.That(SqlLiterals.Decode(new SourceText("/a.sql", literal), new TextSpan(0, literal.Length)), Is.Null);

    [Test]
    public void Another_escape_character_is_that_of_UESCAPE()
    {
        var text = SqlLiterals.Decode(new SourceText("/a.sql", @"U&'!0061\!!'"), new TextSpan(0, 12), '!')!;
        Assert.That(text.Content, Is.EqualTo(@"a\!"));
        Assert.That(text.Encode(@"!\'", 1), Is.EqualTo(@"!!\''"));
    }

    [TestCase("'ab'", "it's\n\\", "'ait''s\n\\b'")]
    [TestCase("E'ab'", "it's\n\\", "E'ait''s\n\\\\b'")]
    [TestCase("'ab'", "\0", null)]
    [TestCase("$$ab$$", "it's", "$$ait'sb$$")]
    [TestCase("$$ab$$", "$$", null)]
    public void What_is_put_in_means_itself_there(string literal, string text, string? expected)
    {
        var edit = SqlLiterals.Decode(new SourceText("/a.sql", literal), new TextSpan(0, literal.Length))!.TryEdit(new TextSpan(1, 0), text);
        Assert.That(edit is { } made ? TextEdit.TryApply(literal, [made]) : null, Is.EqualTo(expected));
    }

    [Test]
    public void A_digit_behind_a_short_escape_does_not_become_part_of_it()
    {
        var text = SqlLiterals.Decode(new SourceText("/a.sql", @"E'\x4g\7'"), new TextSpan(0, 9))!;
        Assert.That(text.Encode("1", 1), Is.EqualTo(@"\x31"));
        Assert.That(text.Encode("1", 3), Is.EqualTo(@"\x31"));
        Assert.That(text.Encode("x", 1), Is.EqualTo("x"));
    }

    [Test]
    public void Several_lines_of_a_constant_are_one_text_and_can_be_replaced_together()
    {
        const string literal = "'ab'\n'cd'";
        var text = SqlLiterals.Decode(new SourceText("/a.sql", literal), new TextSpan(0, literal.Length))!;
        Assert.That(TextEdit.TryApply(literal, [text.TryEdit(new TextSpan(1, 2), "-")!.Value]), Is.EqualTo("'a-d'"));
    }
}
