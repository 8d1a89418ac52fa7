namespace MigrationLint.Text;

/// <summary>A stretch of one text, in UTF-16 units.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters, 0 or more.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Offset behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>True where nothing is covered.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="end"/> is before <paramref name="start"/>, or <paramref name="start"/> is negative.</exception>
    public static TextSpan FromBounds(int start, int end) =>
        start < 0 || end < start ? throw new ArgumentOutOfRangeException(nameof(end), "A span ends at or behind its start.") : new(start, end - start);

    /// <summary>True where <paramref name="offset"/> lies inside; the end does not.</summary>
    public bool Contains(int offset) => offset >= Start && offset < End;

    /// <summary>True where <paramref name="other"/> lies wholly inside.</summary>
    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    /// <summary>Prints as <c>[start..end)</c>.</summary>
    public override string ToString() => $"[{Start}..{End})";
}
