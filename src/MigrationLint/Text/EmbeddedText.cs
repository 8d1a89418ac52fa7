namespace MigrationLint.Text;

/// <summary>How a stretch of an <see cref="EmbeddedText"/> stands in its host.</summary>
internal enum SegmentKind
{
    /// <summary>Character for character.</summary>
    Verbatim,

    /// <summary>Spelled otherwise than it reads: <c>\n</c>, <c>''</c>, a line continuation.</summary>
    Escape,

    /// <summary>The value of code: <c>${name}</c>, an operand of <c>+</c>, a placeholder.</summary>
    Hole,
}

/// <summary>A run of decoded characters with one origin.</summary>
/// <param name="Start">Offset in the decoded content.</param>
/// <param name="Length">Decoded characters; 0 for a line continuation or an empty literal.</param>
/// <param name="HostStart">Offset in the host's content.</param>
/// <param name="HostLength">Characters in the host.</param>
/// <param name="Kind">How it stands there.</param>
/// <param name="Syntax">The literal that it is part of; null for a hole.</param>
internal readonly record struct Segment(int Start, int Length, int HostStart, int HostLength, SegmentKind Kind, LiteralSyntax? Syntax)
{
    /// <summary>Offset in the decoded content behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>Offset in the host's content behind the last character.</summary>
    public int HostEnd => HostStart + HostLength;
}

/// <summary>
/// What a literal says, each character with its place in the host: SQL in JavaScript strings, function bodies in SQL. Hosts nest.
/// Made by an <see cref="EmbeddedTextBuilder"/>. Immutable.
/// </summary>
internal sealed class EmbeddedText : IText
{
    /// <summary>Stands in <see cref="Content"/> for a hole whose value is not known. Ask <see cref="IsUnknown"/>: a text may hold this character itself.</summary>
    public const char HoleCharacter = '\uE000';

    private readonly Segment[] segments;

    internal EmbeddedText(IText host, string content, Segment[] segments)
    {
        Host = host;
        Content = content;
        this.segments = segments;
    }

    /// <summary>The text that the literal stands in.</summary>
    public IText Host { get; }

    /// <summary>The decoded characters.</summary>
    public string Content { get; }

    /// <summary>At least one; they abut in <see cref="Content"/>, and within one literal in the host too.</summary>
    public IReadOnlyList<Segment> Segments => segments;

    /// <summary>True where the character at <paramref name="offset"/> stands for a value that is not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such character.</exception>
    public bool IsUnknown(int offset)
    {
        Require(new TextSpan(offset, 1));
        return Content[offset] == HoleCharacter && segments[IndexAt(offset)] is { Kind: SegmentKind.Hole, Length: 1 };
    }

    /// <summary>The stretch of the host that <paramref name="span"/> comes from, widened to whole escapes and holes; for squiggles.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the content.</exception>
    public TextSpan ToHost(TextSpan span)
    {
        Require(span);
        if (span.Length == Content.Length)
        {
            return Cover(0, segments.Length - 1);
        }

        var first = IndexAt(span.Start);
        if (span.IsEmpty)
        {
            return HostOffset(segments[first], span.Start) is { } offset ? new TextSpan(offset, 0) : Cover(first, first);
        }

        var last = IndexAt(span.End - 1);
        var covered = Cover(first, last);

        // Joined array elements may stand in another order than they read, and a constant may be used twice: then nothing is trimmed.
        var start = segments[first].HostStart == covered.Start ? HostOffset(segments[first], span.Start) ?? covered.Start : covered.Start;
        var end = segments[last].HostEnd == covered.End ? HostOffset(segments[last], span.End) ?? covered.End : covered.End;
        return start <= end ? TextSpan.FromBounds(start, end) : covered;
    }

    /// <summary>Like <see cref="ToHost"/>, but refuses what an edit could not replace.</summary>
    /// <returns>Null where the span cuts an escape, touches a hole or crosses two literals.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the content.</exception>
    public TextSpan? TryToHostExact(TextSpan span) => LocateExactly(span)?.Host;

    /// <inheritdoc/>
    public SourceSpan ToSource(TextSpan span) => Host.ToSource(ToHost(span));

    /// <summary>Spells <paramref name="text"/> as the literal at <paramref name="offset"/> must spell it there.</summary>
    /// <returns>Null where there is no literal, inside an escape, or where the literal cannot say it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative or behind the end.</exception>
    public string? Encode(string text, int offset) =>
        LocateExactly(new TextSpan(offset, 0)) is { } place ? Encode(text, place) : null;

    /// <inheritdoc/>
    public TextEdit? TryEdit(TextSpan span, string newText) =>
        LocateExactly(span) is { } place && Encode(newText, place) is { } encoded ? Host.TryEdit(place.Host, encoded) : null;

    /// <inheritdoc/>
    public override string ToString() => Content;

    private static int? HostOffset(Segment segment, int offset) =>
        offset == segment.Start ? segment.HostStart
        : offset == segment.End ? segment.HostEnd
        : segment.Kind == SegmentKind.Verbatim ? segment.HostStart + (offset - segment.Start)
        : null;

    private void Require(TextSpan span)
    {
        if (span.Start < 0 || span.Length < 0 || span.End > Content.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, "The span reaches beyond the content.");
        }
    }

    // The last segment that starts at or before the offset: of several at one place the one that holds the character.
    private int IndexAt(int offset)
    {
        var (low, high) = (0, segments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (segments[middle].Start <= offset)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private TextSpan Cover(int first, int last)
    {
        var (start, end) = (segments[first].HostStart, segments[first].HostEnd);
        for (var i = first + 1; i <= last; i++)
        {
            start = Math.Min(start, segments[i].HostStart);
            end = Math.Max(end, segments[i].HostEnd);
        }

        return TextSpan.FromBounds(start, end);
    }

    private Place? LocateExactly(TextSpan span)
    {
        Require(span);
        var first = IndexAt(span.Start);
        var last = first;
        if (!span.IsEmpty)
        {
            // Line continuations at either end have no character of their own, but belong to the whole.
            (first, last) = span.Length == Content.Length ? (0, segments.Length - 1) : (first, IndexAt(span.End - 1));
        }
        else if (segments[first] is { Kind: SegmentKind.Hole } hole && hole.Start == span.Start && first > 0)
        {
            // Before a hole something can only be said in the text that precedes it.
            first = last = first - 1;
        }

        for (var i = first; i <= last; i++)
        {
            if (segments[i].Kind == SegmentKind.Hole || (i > first && segments[i].HostStart != segments[i - 1].HostEnd))
            {
                return null;
            }
        }

        return HostOffset(segments[first], span.Start) is { } start && HostOffset(segments[last], span.End) is { } end
            ? new Place(TextSpan.FromBounds(start, end), first, last)
            : null;
    }

    private string? Encode(string text, Place place)
    {
        var (from, to) = (place.First, place.Last);
        while (from > 0 && segments[from - 1].HostEnd == segments[from].HostStart && place.Host.Start - segments[from].HostStart < LiteralSyntax.WindowLength)
        {
            from--;
        }

        while (to < segments.Length - 1 && segments[to].HostEnd == segments[to + 1].HostStart && segments[to].HostEnd - place.Host.End < LiteralSyntax.WindowLength)
        {
            to++;
        }

        var start = Math.Max(segments[from].HostStart, place.Host.Start - LiteralSyntax.WindowLength);
        var end = Math.Min(segments[to].HostEnd, place.Host.End + LiteralSyntax.WindowLength);
        return segments[place.First].Syntax!.Encode(
            text,
            Host.Content.Substring(start, place.Host.Start - start),
            Host.Content.Substring(place.Host.End, end - place.Host.End));
    }

    private readonly record struct Place(TextSpan Host, int First, int Last);
}
