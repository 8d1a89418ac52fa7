using System.Text;

namespace MigrationLint.Text;

/// <summary>Puts an <see cref="EmbeddedText"/> together, in reading order. Operands of <c>+</c> are appended one after the other.</summary>
/// <param name="host">The text that all literals stand in.</param>
internal sealed class EmbeddedTextBuilder(IText host)
{
    private readonly StringBuilder content = new();
    private readonly List<Segment> segments = [];

    /// <summary>The text that all literals stand in.</summary>
    public IText Host { get; } = host;

    /// <summary>Decoded characters so far.</summary>
    public int Length => content.Length;

    /// <summary>Appends characters that mean themselves; an empty span marks where an empty literal could say something.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the host's content.</exception>
    public void AppendVerbatim(TextSpan span, LiteralSyntax syntax)
    {
        var start = content.Length;
        content.Append(Host.Content, span.Start, span.Length);
        segments.Add(new Segment(start, span.Length, span.Start, span.Length, SegmentKind.Verbatim, syntax));
    }

    /// <summary>Appends what an escape says; nothing for a line continuation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the host's content.</exception>
    public void AppendEscape(TextSpan span, string decoded, LiteralSyntax syntax) => Append(span, decoded, SegmentKind.Escape, syntax);

    /// <summary>Appends the value of code.</summary>
    /// <param name="span">The code; in a template from <c>${</c> to <c>}</c>.</param>
    /// <param name="value">Its value as a text; null where that is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the host's content.</exception>
    public void AppendHole(TextSpan span, string? value) =>
        Append(span, value ?? EmbeddedText.HoleCharacter.ToString(), SegmentKind.Hole, syntax: null);

    /// <summary>The text so far.</summary>
    /// <exception cref="InvalidOperationException">Nothing was appended, so that the text would have no place.</exception>
    public EmbeddedText Build() =>
        segments.Count == 0 ? throw new InvalidOperationException("An embedded text needs a place in its host.") : new(Host, content.ToString(), [.. segments]);

    /// <summary>Remembers the state, for <see cref="Rollback"/>.</summary>
    internal (int Segments, int Length) Mark() => (segments.Count, content.Length);

    /// <summary>Forgets what was appended since.</summary>
    internal void Rollback((int Segments, int Length) mark)
    {
        segments.RemoveRange(mark.Segments, segments.Count - mark.Segments);
        content.Length = mark.Length;
    }

    private void Append(TextSpan span, string decoded, SegmentKind kind, LiteralSyntax? syntax)
    {
        if (span.Start < 0 || span.End > Host.Content.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, "The span reaches beyond the host's content.");
        }

        segments.Add(new Segment(content.Length, decoded.Length, span.Start, span.Length, kind, syntax));
        content.Append(decoded);
    }
}
