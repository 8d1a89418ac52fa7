using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>How a token stands in the text.</summary>
[Flags]
internal enum TokenTraits : byte
{
    /// <summary>As any other.</summary>
    None = 0,

    /// <summary>It is the first token of its line.</summary>
    StartsLine = 1,

    /// <summary>Nothing stands between it and the token before.</summary>
    IsAdjacent = 2,

    /// <summary>Part of it is a hole: <c>"${schema}_log"</c>, <c>idx_${table}</c>, <c>'${value}'</c>.</summary>
    HasHole = 4,

    /// <summary>A name in double quotes.</summary>
    IsQuoted = 8,

    /// <summary>A string constant with escapes (<c>E'…'</c>).</summary>
    IsEscapeString = 16,

    /// <summary>A name or string constant in <c>U&amp;</c> form.</summary>
    IsUnicode = 32,

    /// <summary>A string constant in dollar quotes.</summary>
    IsDollarQuoted = 64,

    /// <summary>A semicolon that separates and does not send (psql's <c>\;</c>).</summary>
    IsSeparator = 128,
}

/// <summary>
/// The tokens of one text, blanks and comments left out, closed by a <see cref="TokenKind.EndOfFile"/>. Made by <see cref="SqlLexer"/>. Indices run
/// from 0 to <see cref="Count"/> - 1, offsets are UTF-16 units of <see cref="Text"/>. Parallel arrays, since parsers read kinds far more often than places.
/// </summary>
internal sealed class SqlTokens
{
    private readonly TokenKind[] kinds;
    private readonly Keyword[] keywords;
    private readonly TokenTraits[] traits;
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly SqlNameTable names;
    private HashSet<string>? variables;

    internal SqlTokens(IText text, int count, TokenKind[] kinds, Keyword[] keywords, TokenTraits[] traits, int[] starts, int[] ends, SqlNameTable names)
    {
        (Text, Content, Count, this.names) = (text, text.Content, count, names);
        (this.kinds, this.keywords, this.traits, this.starts, this.ends) = (kinds, keywords, traits, starts, ends);
    }

    /// <summary>The text.</summary>
    public IText Text { get; }

    /// <summary>Its characters.</summary>
    public string Content { get; }

    /// <summary>The number of tokens, the one at the end of the file included.</summary>
    public int Count { get; }

    /// <summary>The comments, marks included and line ends not, in source order.</summary>
    public IReadOnlyList<TextSpan> Comments { get; init; } = [];

    /// <summary>What the text was read for beside SQL.</summary>
    public SqlPlaceholders Placeholders { get; init; }

    /// <summary>psql's commands, in source order.</summary>
    public IReadOnlyList<MetaCommand> MetaCommands { get; init; } = [];

    /// <summary>The data of <c>COPY … FROM STDIN</c>, with the <c>\.</c> that ends it, in source order.</summary>
    public IReadOnlyList<TextSpan> CopyData { get; init; } = [];

    /// <summary>What the scanner refuses, in source order: one for each <see cref="TokenKind.Invalid"/>, whose places it has.</summary>
    public IReadOnlyList<SyntaxError> Errors { get; init; } = [];

    /// <summary>True where a text has a <c>:name</c> that stands outside of quotes in this one too.</summary>
    public bool HasVariableOf(string text)
    {
        for (var colon = text.IndexOf(':'); colon >= 0 && colon + 1 < text.Length; colon = text.IndexOf(':', colon + 1))
        {
            if (text[colon + 1] == ':')
            {
                colon++; // a cast
            }
            else if (Variables.Contains(VariableAt(text, colon)))
            {
                return true;
            }
        }

        return false;
    }

    private HashSet<string> Variables => variables ??= new HashSet<string>(
        Enumerable.Range(0, Count)
            .Where(index => (Traits(index) & TokenTraits.HasHole) != TokenTraits.None && Content[Start(index)] == ':')
            .Select(index => VariableAt(Content, Start(index)))
            .Where(static name => name.Length > 1),
        StringComparer.Ordinal);

    private static string VariableAt(string text, int colon)
    {
        var end = colon + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return text.Substring(colon, end - colon);
    }

    /// <summary>The kind of a token.</summary>
    public TokenKind Kind(int index) => kinds[index];

    /// <summary>The word of a <see cref="TokenKind.Keyword"/>; <see cref="Keyword.NotKeyword"/> for every other kind.</summary>
    public Keyword Word(int index) => keywords[index];

    /// <summary>How a token stands in the text.</summary>
    public TokenTraits Traits(int index) => traits[index];

    /// <summary>Offset of a token's first character.</summary>
    public int Start(int index) => starts[index];

    /// <summary>Offset behind a token's last character.</summary>
    public int End(int index) => ends[index];

    /// <summary>The characters of a token.</summary>
    public TextSpan Span(int index) => TextSpan.FromBounds(starts[index], ends[index]);

    /// <summary>The index of the first token that starts at or behind <paramref name="offset"/>; of the last one, the end of the file, where none does.</summary>
    public int IndexAt(int offset)
    {
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (starts[middle] < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The first thing that the scanner refuses from <paramref name="start"/> up to <paramref name="end"/>; null where there is none.</summary>
    public SyntaxError? FirstError(int start, int end)
    {
        var (low, high) = (0, Errors.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Errors[middle].Span.Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < Errors.Count && Errors[low].Span.Start < end ? Errors[low] : null;
    }

    /// <summary>A token as it is written.</summary>
    public string Spelling(int index) => names.Intern(Content, starts[index], ends[index]);

    /// <summary>
    /// The name that an <see cref="TokenKind.Identifier"/>, <see cref="TokenKind.Keyword"/> or <see cref="TokenKind.Hole"/> stands for: unquoted, escapes
    /// decoded, folded where it is not quoted, cut at 63 bytes of UTF-8. A name with a hole in it contains <see cref="EmbeddedText.HoleCharacter"/>.
    /// </summary>
    public string Name(int index) => names.Name(this, index);

    /// <summary>What a <see cref="TokenKind.StringConstant"/> says, its escapes decoded; those that PostgreSQL refuses are left as they are.</summary>
    public string StringValue(int index) => names.StringValue(this, index);

    /// <summary>True where a hole stands for a token, or for part of a name, from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public bool HasHole(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (kinds[i] is TokenKind.Hole or TokenKind.Identifier && (traits[i] & TokenTraits.HasHole) != TokenTraits.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The tokens of one statement without some in its midst (the target of PL/pgSQL's INTO), or with one in their place. All keep their places in the text.
    /// </summary>
    /// <param name="first">The first token.</param>
    /// <param name="gap">The first token that is left out.</param>
    /// <param name="gapEnd">The token behind the last that is left out.</param>
    /// <param name="end">The token behind the last.</param>
    /// <param name="kind">The kind of the token in their place; null for none.</param>
    /// <param name="word">Its word, if it is a keyword.</param>
    public SqlTokens Without(int first, int gap, int gapEnd, int end, TokenKind? kind = null, Keyword word = Keyword.NotKeyword)
    {
        var added = kind is null ? 0 : 1;
        return new SqlTokens(
            Text,
            end - first - (gapEnd - gap) + added + 1,
            Cut(kinds, kind ?? TokenKind.EndOfFile, TokenKind.EndOfFile),
            Cut(keywords, word, Keyword.NotKeyword),
            Cut(traits, TokenTraits.None, traits[end]),
            Cut(starts, starts[gap], starts[end]),
            Cut(ends, gapEnd > gap ? ends[gapEnd - 1] : starts[gap], starts[end]),
            names)
        {
            Placeholders = Placeholders,
        };

        T[] Cut<T>(T[] all, T inserted, T last)
        {
            var rest = new T[end - first - (gapEnd - gap) + added + 1];
            Array.Copy(all, first, rest, 0, gap - first);
            rest[gap - first] = inserted;
            Array.Copy(all, gapEnd, rest, gap - first + added, end - gapEnd);
            rest[rest.Length - 1] = last;
            return rest;
        }
    }

    /// <summary>The quoted part of a string constant or quoted name with its prefix: all of the token but a <c>UESCAPE</c> clause.</summary>
    /// <param name="index">A <see cref="TokenKind.StringConstant"/> or a quoted <see cref="TokenKind.Identifier"/>.</param>
    /// <param name="unicodeEscape">The escape character of the <c>U&amp;</c> form; a backslash unless the clause says otherwise.</param>
    public TextSpan LiteralSpan(int index, out char unicodeEscape)
    {
        var (start, end) = (starts[index], ends[index]);
        unicodeEscape = '\\';
        if ((traits[index] & TokenTraits.IsUnicode) == TokenTraits.None)
        {
            return TextSpan.FromBounds(start, end);
        }

        var literalEnd = kinds[index] == TokenKind.Identifier ? SqlLexer.QuotedNameEnd(Content, start + 2) : SqlLexer.StringEnd(Content, start + 2, kinds[index], traits[index]);
        if (literalEnd < end)
        {
            unicodeEscape = Content[end - 2];
        }

        return TextSpan.FromBounds(start, literalEnd);
    }
}
