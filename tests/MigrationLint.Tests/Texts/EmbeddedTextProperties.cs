using FsCheck.Fluent;
using MigrationLint.Text;

namespace MigrationLint.Tests.Texts;

/// <summary>What must hold for one text however it is spelled and however deep it is nested.</summary>
[TestFixture]
internal sealed class EmbeddedTextProperties
{
    private static readonly string[] Replacements = ["", "x", "1", "f", "'", "\\", "`", "{", "$", "${a}", "$$", "\n", "\r\n", "\"q\"", "é😀", "\\u0041"];

    private static IEnumerable<TestCaseData> Nestings()
    {
        foreach (var spelling in Spelling.All)
        {
            yield return new TestCaseData(new Nesting([spelling])).SetArgDisplayNames(spelling.Name);
        }

        foreach (var outer in Spelling.JavaScript)
        {
            foreach (var inner in Spelling.Sql)
            {
                yield return new TestCaseData(new Nesting([outer, inner])).SetArgDisplayNames(outer.Name, inner.Name);
            }
        }

        Spelling[][] deep =
        [
            [Spelling.Template, Spelling.SqlDollar, Spelling.SqlQuoted],
            [Spelling.Template, Spelling.SqlEscape, Spelling.SqlQuoted],
            [Spelling.SingleQuoted, Spelling.SqlQuoted, Spelling.SqlEscape],
            [Spelling.DoubleQuoted, Spelling.SqlUnicode, Spelling.SqlEscape],
            [Spelling.Template, Spelling.SqlQuoted, Spelling.SqlDollar, Spelling.SqlEscape],
        ];
        foreach (var chain in deep)
        {
            yield return new TestCaseData(new Nesting(chain)).SetArgDisplayNames([.. chain.Select(spelling => spelling.Name)]);
        }
    }

    [TestCaseSource(nameof(Nestings))]
    public void Decoding_gives_the_text_and_segments_that_cover_the_literal(Nesting nesting) => PropertyCheck.Holds(Inputs, input =>
    {
        if (nesting.Write(input.Text, new Random(input.Seed)) is not { } file)
        {
            return;
        }

        var literals = nesting.Read(file)!;
        Assert.That(literals[^1].Text.Content, Is.EqualTo(input.Text));
        foreach (var (text, inside) in literals)
        {
            AssertAbut(text);
            Assert.That(TextSpan.FromBounds(text.Segments[0].HostStart, text.Segments[^1].HostEnd), Is.EqualTo(inside));
            Assert.That(text.ToHost(new TextSpan(0, text.Content.Length)), Is.EqualTo(inside));
        }
    });

    [TestCaseSource(nameof(Nestings))]
    public void A_token_maps_to_host_characters_that_decode_to_it(Nesting nesting) => PropertyCheck.Holds(Inputs, input =>
    {
        var random = new Random(input.Seed);
        if (nesting.Write(input.Text, random) is not { } file)
        {
            return;
        }

        var literals = nesting.Read(file)!;
        for (var level = 0; level < literals.Count; level++)
        {
            var (text, inside) = literals[level];
            var token = PickSpan(text.Content, random);
            var host = text.ToHost(token);
            Assert.That(inside.Contains(host));
            if (!token.IsEmpty)
            {
                var said = nesting.DecodeAlone(level, text, host);
                var exact = text.TryToHostExact(token);
                Assert.That(exact, Is.Null.Or.EqualTo(host));
                Assert.That(said, exact is null ? Does.Contain(Slice(text, token)) : Is.EqualTo(Slice(text, token)));
            }
        }
    });

    [TestCaseSource(nameof(Nestings))]
    public void A_span_is_refused_exactly_where_it_cuts_an_escape(Nesting nesting) => PropertyCheck.Holds(Inputs, input =>
    {
        var random = new Random(input.Seed);
        if (nesting.Write(input.Text, random) is not { } file)
        {
            return;
        }

        foreach (var (text, _) in nesting.Read(file)!)
        {
            var token = PickSpan(text.Content, random);
            var cuts = text.Segments.Any(segment => segment.Kind == SegmentKind.Escape
                && ((segment.Start < token.Start && token.Start < segment.End) || (segment.Start < token.End && token.End < segment.End)));
            Assert.That(text.TryToHostExact(token) is null, Is.EqualTo(cuts));
        }
    });

    [TestCaseSource(nameof(Nestings))]
    public void An_edit_of_the_file_changes_what_the_literal_says_and_nothing_else(Nesting nesting)
    {
        var (made, tried) = (0, 0);
        PropertyCheck.Holds(Inputs, input =>
        {
            var random = new Random(input.Seed);
            if (nesting.Write(input.Text, random) is not { } file)
            {
                return;
            }

            var text = nesting.Read(file)![^1].Text;
            var span = PickSpan(text.Content, random);
            var replacement = Replacements[random.Next(Replacements.Length)];
            tried++;
            if (text.TryEdit(span, replacement) is not { } edit)
            {
                return;
            }

            made++;
            Assert.That(edit.Location.Text, Is.SameAs(file));
            var changed = new SourceText(file.Path, TextEdit.TryApply(file.Content, [edit])!);
            var expected = text.Content[..span.Start] + replacement + text.Content[span.End..];
            Assert.That(nesting.Read(changed)?[^1].Text.Content, Is.EqualTo(expected), () => $"{file.Content}\n→ {changed.Content}");
        });
        Assert.That(made, Is.GreaterThan(tried / 2), "edits are mostly possible");
    }

    private static FsCheck.Gen<(string Text, int Seed)> Inputs { get; } = PropertyCheck.Texts.Zip(PropertyCheck.Seeds, (text, seed) => (text, seed));

    private static void AssertAbut(EmbeddedText text)
    {
        Assert.That(text.Segments[0].Start, Is.Zero);
        Assert.That(text.Segments[^1].End, Is.EqualTo(text.Content.Length));
        for (var i = 1; i < text.Segments.Count; i++)
        {
            Assert.That(text.Segments[i].Start, Is.EqualTo(text.Segments[i - 1].End));
            Assert.That(text.Segments[i].HostStart, Is.EqualTo(text.Segments[i - 1].HostEnd));
        }
    }

    // Not inside of a surrogate pair: no lexer ends a token there.
    private static TextSpan PickSpan(string content, Random random)
    {
        int Pick(int least)
        {
            var offset = random.Next(least, Math.Min(content.Length, least + 12) + 1);
            return offset < content.Length && char.IsLowSurrogate(content[offset]) ? offset + 1 : offset;
        }

        var start = random.Next(content.Length + 1);
        start = start < content.Length && char.IsLowSurrogate(content[start]) ? start + 1 : start;
        return TextSpan.FromBounds(start, Pick(start));
    }

    private static string Slice(EmbeddedText text, TextSpan span) => text.Content.Substring(span.Start, span.Length);

    /// <summary>Literals in literals, the outermost first. Around each stands some code of its host.</summary>
    public sealed class Nesting
    {
        private const string Before = "SELECT ( /* it's */ ";
        private const string After = " )\r\n-- \\ ` end";
        private readonly IReadOnlyList<Spelling> spellings;

        internal Nesting(IReadOnlyList<Spelling> spellings) => this.spellings = spellings;

        /// <summary>A file that says <paramref name="text"/> in its innermost literal; null where a literal cannot.</summary>
        public SourceText? Write(string text, Random random)
        {
            string? content = text;
            foreach (var spelling in spellings.Reverse())
            {
                content = spelling.Spell(content, random);
                if (content is null)
                {
                    return null;
                }

                content = Before + content + After;
            }

            return new SourceText("/m/001.js", content);
        }

        /// <summary>Decodes level by level; with each text where its literal's inside stands in its host.</summary>
        public IReadOnlyList<(EmbeddedText Text, TextSpan Inside)>? Read(SourceText file)
        {
            var result = new List<(EmbeddedText, TextSpan)>();
            IText host = file;
            foreach (var spelling in spellings)
            {
                var literal = TextSpan.FromBounds(Before.Length, host.Content.Length - After.Length);
                if (spelling.Decode(host, literal) is not { } text)
                {
                    return null;
                }

                var opening = OpeningLength(host.Content, literal);
                var closing = host.Content[literal.End - 1] == '$' ? opening : 1;
                result.Add((text, TextSpan.FromBounds(literal.Start + opening, literal.End - closing)));
                host = text;
            }

            return result;
        }

        /// <summary>What a stretch of a literal's inside says when it stands alone between the quotes.</summary>
        public string DecodeAlone(int level, EmbeddedText text, TextSpan host)
        {
            var content = text.Host.Content;
            var literal = TextSpan.FromBounds(Before.Length, content.Length - After.Length);
            var isDollar = content[literal.Start] == '$';

            // A piece of a body may end in a dollar, which the whole did not.
            var opening = isDollar ? "$alone$" : content.Substring(literal.Start, OpeningLength(content, literal));
            var closing = isDollar ? opening : opening[^1..];
            var alone = $"{opening}{content.Substring(host.Start, host.Length)}{closing}";
            return spellings[level].Decode(new SourceText("/alone", alone), new TextSpan(0, alone.Length))!.Content;
        }

        public override string ToString() => string.Join(" in ", spellings.Reverse());

        private static int OpeningLength(string content, TextSpan literal) =>
            content[literal.Start] == '$' ? content.IndexOf('$', literal.Start + 1) + 1 - literal.Start : content.IndexOfAny(['\'', '"', '`'], literal.Start) + 1 - literal.Start;
    }
}
