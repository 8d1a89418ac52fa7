using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Finds the place of each character of a text that EXECUTE was given.</summary>
internal static class DynamicText
{
    /// <summary>The text with its places: those of the constants that it was put together from, else the whole expression.</summary>
    /// <param name="content">The text; what is not known of it are holes.</param>
    /// <param name="written">What of it stands in the expression, with holes for the rest; null where nothing does.</param>
    /// <param name="host">The text that the expression stands in.</param>
    /// <param name="expression">The expression.</param>
    public static EmbeddedText Place(string content, EmbeddedText? written, IText host, TextSpan expression)
    {
        if (written is not null)
        {
            if (written.Content == content)
            {
                return written;
            }

            if (Fill(content, written) is { } filled)
            {
                return filled;
            }
        }

        var segments = new List<Segment>();
        Append(segments, content, 0, content.Length, expression);
        return new EmbeddedText(host, content, segments.Count == 0 ? [new Segment(0, 0, expression.Start, expression.Length, SegmentKind.Hole, null)] : [.. segments]);
    }

    // Values for the holes, so that what is written between them stays where it is.
    private static EmbeddedText? Fill(string content, EmbeddedText written)
    {
        var segments = new List<Segment>();
        var at = 0;
        for (var i = 0; i < written.Segments.Count; i++)
        {
            var segment = written.Segments[i];
            if (segment.Kind != SegmentKind.Hole)
            {
                if (string.CompareOrdinal(content, at, written.Content, segment.Start, segment.Length) != 0)
                {
                    return null;
                }

                segments.Add(segment with { Start = at });
                at += segment.Length;
                continue;
            }

            // Up to where the next text that is written begins.
            var end = NextWritten(written, i) is { Length: > 0 } next ? content.IndexOf(next, at, StringComparison.Ordinal) : content.Length;
            if (end < at)
            {
                return null;
            }

            Append(segments, content, at, end, new TextSpan(segment.HostStart, segment.HostLength));
            at = end;
        }

        return at == content.Length ? new EmbeddedText(written.Host, content, [.. segments]) : null;
    }

    private static string NextWritten(EmbeddedText written, int hole)
    {
        // Holes that touch share what they say.
        var text = "";
        for (var i = hole + 1; i < written.Segments.Count && written.Segments[i].Kind != SegmentKind.Hole; i++)
        {
            text += written.Content.Substring(written.Segments[i].Start, written.Segments[i].Length);
        }

        return text;
    }

    private static void Append(List<Segment> segments, string content, int start, int end, TextSpan host)
    {
        for (var i = start; i < end;)
        {
            var hole = content.IndexOf(EmbeddedText.HoleCharacter, i, end - i);
            var stop = hole == i ? i + 1 : hole < 0 ? end : hole;
            segments.Add(new Segment(i, stop - i, host.Start, host.Length, hole == i ? SegmentKind.Hole : stop - i == 1 ? SegmentKind.Escape : SegmentKind.Hole, hole == i || stop - i != 1 ? null : PlainText.Syntax));
            i = stop;
        }
    }
}

/// <summary>How characters stand that no literal encloses.</summary>
internal sealed class PlainText : LiteralSyntax
{
    private PlainText()
    {
    }

    /// <summary>The one instance.</summary>
    public static PlainText Syntax { get; } = new();

    /// <inheritdoc/>
    public override string? Encode(string text, string before, string after) => text;
}
