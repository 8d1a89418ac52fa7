using System.Text;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>A stretch of SQL in the making with one origin.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Place">The code that they come from; null for Knex's own words, which belong to the call that makes them.</param>
/// <param name="Kind">How they stand there.</param>
/// <param name="Syntax">The literal that they are part of; null for the value of code.</param>
/// <param name="IsUnknown">True where it is one <see cref="EmbeddedText.HoleCharacter"/> in place of a value that is not known.</param>
internal readonly record struct SqlPiece(string Text, SourceSpan? Place, SegmentKind Kind = SegmentKind.Hole, LiteralSyntax? Syntax = null, bool IsUnknown = false);

/// <summary>SQL in the making: a text whose stretches know where they come from, whatever is cut out of it or put together. Immutable.</summary>
internal sealed class SqlText
{
    private readonly SqlPiece[] pieces;
    private string? content;

    private SqlText(SqlPiece[] pieces) => this.pieces = pieces;

    /// <summary>No text.</summary>
    public static SqlText Empty { get; } = new([]);

    /// <summary>The characters.</summary>
    public string Content => content ??= pieces.Length == 1 ? pieces[0].Text : string.Concat(pieces.Select(piece => piece.Text));

    /// <summary>How many stretches it has, which is what handling it costs.</summary>
    public int Size => pieces.Length;

    /// <summary>True where there is no text.</summary>
    public bool IsEmpty => Content.Length == 0;

    /// <summary>True where a part is not known.</summary>
    public bool HasUnknown => pieces.Any(piece => piece.IsUnknown);

    /// <summary>Where it comes from: the first place that is known.</summary>
    public SourceSpan? Place => pieces.Select(piece => piece.Place).FirstOrDefault(place => place is not null);

    /// <summary>Words of Knex.</summary>
    public static implicit operator SqlText(string text) => text.Length == 0 ? Empty : new([new SqlPiece(text, null)]);

    public static SqlText operator +(SqlText left, SqlText right) =>
        left.pieces.Length == 0 ? right : right.pieces.Length == 0 ? left : new([.. left.pieces, .. right.pieces]);

    /// <summary>What a value of code says.</summary>
    public static SqlText Of(string text, SourceSpan? place) => text.Length == 0 ? Empty : new([new SqlPiece(text, place)]);

    /// <summary>A value that is not known.</summary>
    public static SqlText Unknown(SourceSpan? place) => new([new SqlPiece(EmbeddedText.HoleCharacter.ToString(), place, IsUnknown: true)]);

    /// <summary>What a literal says, from <paramref name="start"/> on.</summary>
    public static SqlText OfLiteral(EmbeddedText literal, SourceText file, int start, int length) => new SqlText(
    [
        .. literal.Segments.Where(segment => segment.Length > 0).Select(segment => new SqlPiece(
            literal.Content.Substring(segment.Start, segment.Length),
            new SourceSpan(file, TextSpan.FromBounds(segment.HostStart, segment.HostEnd)),
            segment.Kind,
            segment.Syntax)),
    ]).Slice(start, length);

    /// <summary>Texts one behind the other.</summary>
    public static SqlText Concat(IEnumerable<SqlText> texts) => new([.. texts.SelectMany(text => text.pieces)]);

    /// <summary>Texts with a separator between them.</summary>
    public static SqlText Join(string separator, IEnumerable<SqlText> texts) =>
        Concat(texts.SelectMany((text, index) => index == 0 ? [text] : new[] { separator, text }));

    /// <summary>The same text, in which what has no place yet belongs to <paramref name="place"/>.</summary>
    public SqlText At(SourceSpan place) => new([.. pieces.Select(piece => piece.Place is null ? piece with { Place = place } : piece)]);

    /// <summary>A part.</summary>
    public SqlText Slice(int start, int length)
    {
        if (start == 0 && length == Content.Length)
        {
            return this;
        }

        var parts = new List<SqlPiece>();
        var offset = 0;
        foreach (var piece in pieces)
        {
            var from = Math.Max(start, offset) - offset;
            var to = Math.Min(start + length, offset + piece.Text.Length) - offset;
            offset += piece.Text.Length;
            if (from < to)
            {
                parts.Add(Cut(piece, from, to));
            }
        }

        return new([.. parts]);
    }

    /// <summary>The part from <paramref name="start"/> on.</summary>
    public SqlText Slice(int start) => start >= Content.Length ? Empty : Slice(start, Content.Length - start);

    /// <summary>Without blanks at its ends.</summary>
    public SqlText Trim()
    {
        var trimmed = Content.Trim();
        return trimmed.Length == Content.Length ? this : trimmed.Length == 0 ? Empty : Slice(Content.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length);
    }

    /// <summary>The same text with other characters in the stretches that are known; it no longer stands in its literals as it reads.</summary>
    public SqlText Map(Func<string, string> map) =>
        new([.. pieces.Select(piece => piece.IsUnknown ? piece : new SqlPiece(map(piece.Text), piece.Place)).Where(piece => piece.Text.Length > 0)]);

    /// <summary>The text in its host.</summary>
    /// <param name="place">Where what has no place stands, and what comes from another file.</param>
    public EmbeddedText Build(SourceSpan place)
    {
        var builder = new EmbeddedTextBuilder(place.Text);
        foreach (var piece in pieces)
        {
            var at = piece.Place is { } own && ReferenceEquals(own.Text, place.Text) ? own.Span : place.Span;
            var isOwn = piece.Place is { } known && ReferenceEquals(known.Text, place.Text);
            switch (piece.Kind)
            {
                case SegmentKind.Verbatim when isOwn:
                    builder.AppendVerbatim(at, piece.Syntax!);
                    break;
                case SegmentKind.Escape when isOwn:
                    builder.AppendEscape(at, piece.Text, piece.Syntax!);
                    break;
                default:
                    builder.AppendHole(at, piece.IsUnknown ? null : piece.Text);
                    break;
            }
        }

        if (builder.Length == 0)
        {
            builder.AppendHole(place.Span, "");
        }

        return builder.Build();
    }

    public override string ToString() => Content;

    private static SqlPiece Cut(SqlPiece piece, int from, int to)
    {
        if (from == 0 && to == piece.Text.Length)
        {
            return piece;
        }

        var text = piece.Text.Substring(from, to - from);
        return piece is { Kind: SegmentKind.Verbatim, Place: { } place }
            ? piece with { Text = text, Place = new SourceSpan(place.Text, new TextSpan(place.Span.Start + from, to - from)) }
            : new SqlPiece(text, piece.Place);
    }
}

/// <summary>Puts a <see cref="SqlText"/> together where it is long.</summary>
internal sealed class SqlTextBuilder
{
    private readonly List<SqlText> parts = [];

    /// <summary>Appends a text.</summary>
    public SqlTextBuilder Append(SqlText text)
    {
        parts.Add(text);
        return this;
    }

    /// <summary>The text so far.</summary>
    public SqlText ToText() => SqlText.Concat(parts);
}
