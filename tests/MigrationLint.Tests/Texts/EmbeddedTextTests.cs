using MigrationLint.JavaScript;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Texts;

[TestFixture]
public sealed class EmbeddedTextTests
{
    [Test]
    public void A_token_behind_escapes_and_a_hole_is_found_where_it_stands()
    {
        var file = new SourceText("/m/1.js", @"knex.raw(`ALTER TABLE \`orders\`
  ADD COLUMN ${col} \u0074ext`)".Replace("\r\n", "\n", StringComparison.Ordinal));
        var text = Template(file);
        Assert.That(text.Content, Is.EqualTo("ALTER TABLE `orders`\n  ADD COLUMN \uE000 text"));
        Assert.That(Source(text, "text"), Is.EqualTo(@"\u0074ext"));
        Assert.That(Source(text, "orders"), Is.EqualTo("orders"));
        Assert.That(Source(text, "\uE000"), Is.EqualTo("${col}"));
        Assert.That(text.IsUnknown(text.Content.IndexOf('\uE000', StringComparison.Ordinal)), Is.True);
        Assert.That(text.IsUnknown(0), Is.False);
    }

    [Test]
    public void A_folded_constant_reads_as_its_value_and_points_at_its_use()
    {
        var file = new SourceText("/m/1.js", "`DROP TABLE ${T} CASCADE`");
        var text = Template(file, "orders");
        Assert.That(text.Content, Is.EqualTo("DROP TABLE orders CASCADE"));
        Assert.That(Source(text, "rder"), Is.EqualTo("${T}"));
        Assert.That(Source(text, "TABLE orders"), Is.EqualTo("TABLE ${T}"));
        Assert.That(text.IsUnknown(text.Content.IndexOf("orders", StringComparison.Ordinal)), Is.False);
        Assert.That(text.TryEdit(Find(text, "orders"), "users"), Is.Null);
        Assert.That(text.TryEdit(Find(text, "TABLE orders"), "VIEW x"), Is.Null);
        Assert.That(Apply(text, Find(text, "CASCADE"), "RESTRICT"), Is.EqualTo("`DROP TABLE ${T} RESTRICT`"));
    }

    [Test]
    public void Beside_a_hole_something_can_be_said_in_the_text_around_it()
    {
        var text = Template(new SourceText("/m/1.js", "`a${x}${y}b`"), "", "1");
        Assert.That(text.Content, Is.EqualTo("a1b"));
        Assert.That(Apply(text, new TextSpan(1, 0), "-"), Is.EqualTo("`a${x}-${y}b`"));
        Assert.That(Apply(text, new TextSpan(2, 0), "-"), Is.EqualTo("`a${x}${y}-b`"));
        Assert.That(Apply(text, new TextSpan(0, 0), "${"), Is.EqualTo("`\\${a${x}${y}b`"));
    }

    [Test]
    public void Operands_of_plus_read_as_one_text_that_no_edit_crosses()
    {
        const string code = "raw('ALTER TABLE ' + name + \" ADD\\n\" + `COLUMN b`)";
        var builder = new EmbeddedTextBuilder(new SourceText("/m/1.js", code));
        Assert.That(JavaScriptLiterals.AppendString(builder, SpanOf(code, "'ALTER TABLE '")), Is.True);
        builder.AppendHole(SpanOf(code, "name"), null);
        Assert.That(JavaScriptLiterals.AppendString(builder, SpanOf(code, "\" ADD\\n\"")), Is.True);
        Assert.That(JavaScriptLiterals.AppendTemplateChunk(builder, SpanOf(code, "COLUMN b")), Is.True);
        var text = builder.Build();
        Assert.That(text.Content, Is.EqualTo("ALTER TABLE \uE000 ADD\nCOLUMN b"));
        Assert.That(Source(text, "ADD\nCOLUMN"), Is.EqualTo("ADD\\n\" + `COLUMN"));
        Assert.That(text.TryToHostExact(Find(text, "ADD\nCOLUMN")), Is.Null);
        Assert.That(text.TryToHostExact(Find(text, "ADD\n")), Is.EqualTo(SpanOf(code, "ADD\\n")));
        Assert.That(text.Encode("\"'\n", 0), Is.EqualTo("\"\\'\\n"));
        Assert.That(text.Encode("\"'\n", text.Content.IndexOf("ADD", StringComparison.Ordinal)), Is.EqualTo("\\\"'\\n"));
        Assert.That(text.Encode("\"'\n", text.Content.Length), Is.EqualTo("\"'\n"));
    }

    [Test]
    public void Pieces_that_read_in_another_order_than_they_stand_are_covered_as_a_whole()
    {
        const string code = "const t = 'abc'; raw('xyz' + t + t)";
        var builder = new EmbeddedTextBuilder(new SourceText("/m/1.js", code));
        Assert.That(JavaScriptLiterals.AppendString(builder, SpanOf(code, "'xyz'")), Is.True);
        Assert.That(JavaScriptLiterals.AppendString(builder, SpanOf(code, "'abc'")), Is.True);
        Assert.That(JavaScriptLiterals.AppendString(builder, SpanOf(code, "'abc'")), Is.True);
        var text = builder.Build();
        Assert.That(text.Content, Is.EqualTo("xyzabcabc"));
        Assert.That(Source(text, "za"), Is.EqualTo("abc'; raw('xyz"));
        Assert.That(Source(text, "ca"), Is.EqualTo("abc"));
    }

    [Test]
    public void The_last_character_of_each_nesting_is_found_in_the_file()
    {
        var file = new SourceText("/m/1.js", @"`DO $$ BEGIN EXECUTE E'DROP TABLE it\\'s'; END $$`");
        var body = SqlLiterals.Decode(Template(file), SpanOf(Template(file).Content, @"$$ BEGIN EXECUTE E'DROP TABLE it\'s'; END $$"))!;
        var statement = SqlLiterals.Decode(body, SpanOf(body.Content, @"E'DROP TABLE it\'s'"))!;
        Assert.That(statement.Content, Is.EqualTo("DROP TABLE it's"));
        Assert.That(Source(statement, "s"), Is.EqualTo("s"));
        Assert.That(Source(statement, "'"), Is.EqualTo(@"\\'"));
        Assert.That(Apply(statement, Find(statement, "it's"), @"o'\"), Is.EqualTo(@"`DO $$ BEGIN EXECUTE E'DROP TABLE o''\\\\'; END $$`"));
    }

    [Test]
    public void A_delimiter_cannot_be_said_between_dollars()
    {
        var file = new SourceText("/m/1.sql", "DO $x$ a $x $x$");
        var body = SqlLiterals.Decode(file, TextSpan.FromBounds(3, file.Content.Length))!;
        Assert.That(body.Content, Is.EqualTo(" a $x "));
        Assert.That(body.Encode("$x$", 0), Is.Null);
        Assert.That(body.Encode("$", 5), Is.Null);
        Assert.That(body.Encode("$y$", 1), Is.EqualTo("$y$"));
        Assert.That(body.TryEdit(TextSpan.FromBounds(5, 6), "$"), Is.Null);
    }

    [Test]
    public void An_empty_literal_has_a_place()
    {
        var file = new SourceText("/m/1.js", "raw('')");
        var text = JavaScriptLiterals.DecodeString(file, TextSpan.FromBounds(4, 6))!;
        Assert.That(text.Content, Is.Empty);
        Assert.That(text.ToSource(default).Span, Is.EqualTo(new TextSpan(5, 0)));
        Assert.That(Apply(text, default, "SELECT 'x'"), Is.EqualTo(@"raw('SELECT \'x\'')"));
    }

    [Test]
    public void Spans_beyond_the_content_are_refused()
    {
        var text = Template(new SourceText("/m/1.js", "`ab`"));
        Assert.That(() => text.ToHost(new TextSpan(1, 2)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => text.TryEdit(new TextSpan(-1, 1), ""), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => text.Host.ToSource(new TextSpan(3, 2)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new EmbeddedTextBuilder(text).Build(), Throws.InvalidOperationException);
        Assert.That(() => new EmbeddedTextBuilder(text).AppendHole(new TextSpan(2, 1), null), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // The one template of a file; its holes hold the given values, then unknown ones.
    private static EmbeddedText Template(SourceText file, params string[] values)
    {
        var builder = new EmbeddedTextBuilder(file);
        var position = file.Content.IndexOf('`', StringComparison.Ordinal) + 1;
        var end = file.Content.LastIndexOf('`');
        for (var hole = 0; ; hole++)
        {
            var open = file.Content.IndexOf("${", position, StringComparison.Ordinal);
            open = open < 0 ? end : open;
            Assert.That(JavaScriptLiterals.AppendTemplateChunk(builder, TextSpan.FromBounds(position, open)), Is.True);
            if (open == end)
            {
                return builder.Build();
            }

            position = file.Content.IndexOf('}', open) + 1;
            builder.AppendHole(TextSpan.FromBounds(open, position), hole < values.Length ? values[hole] : null);
        }
    }

    private static TextSpan SpanOf(string content, string part) => new(content.IndexOf(part, StringComparison.Ordinal), part.Length);

    private static TextSpan Find(EmbeddedText text, string part) => new(text.Content.LastIndexOf(part, StringComparison.Ordinal), part.Length);

    private static string Source(EmbeddedText text, string part)
    {
        var source = text.ToSource(Find(text, part));
        return source.Text.Slice(source.Span);
    }

    private static string? Apply(EmbeddedText text, TextSpan span, string newText) =>
        text.TryEdit(span, newText) is { } edit ? TextEdit.TryApply(edit.Location.Text.Content, [edit]) : null;
}
